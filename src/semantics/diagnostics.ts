/** What loading and resolving say: files and media, names, settings, modes, the cut. */
import { defineDiagnostics, message } from '../source/registry.ts';

export const registry = defineDiagnostics({
  // ---------------------------------------------------------------- files and media

  'import-path': {
    severity: 'error',
    message: message`“${'path'}” cannot be imported: ${'trouble'}.`,
    hint: message`Write the path from this file, with /: import "shared/cast.scene".`,
  },
  'import-not-found': {
    severity: 'error',
    message: message`“${'path'}” cannot be imported: ${'detail'}.`,
    hint: message`The path starts at the folder of this file.`,
  },
  'import-circle': {
    severity: 'error',
    message: message`These files import each other in a circle: ${'files'}.`,
    hint: message`Move what they share into a file of its own that both import.`,
  },
  'import-of-episode': {
    severity: 'error',
    message: message`“${'path'}” holds an episode, and an episode is not imported.`,
    hint: message`Move what both need into a file without “episode”, and import that.`,
  },
  'outside-project': {
    severity: 'error',
    message: message`“${'path'}” leads out of the project's folder.`,
    hint: message`Copy the file into the project: only then does it compile the same everywhere.`,
  },
  'medium-path': {
    severity: 'error',
    message: message`“${'path'}” cannot be a medium: ${'trouble'}.`,
    hint: message`Write a path from this file (refs/lin.png), an https:// address or asset://ID.`,
  },
  'medium-not-found': {
    severity: 'error',
    message: message`There is no file “${'path'}”.`,
    hint: message`${'advice'}`,
  },
  'medium-unreadable': {
    severity: 'error',
    message: message`“${'path'}” cannot be read: ${'detail'}.`,
    hint: message`Name the image, video or sound itself, and see who may read it.`,
  },
  'wrong-medium': {
    severity: 'error',
    message: message`“${'path'}” is ${'is'}; here stands ${'wants'}.`,
    hint: message`The service takes images as jpeg, png, webp, bmp, tiff, gif, heic; videos as mp4, mov; sounds as wav, mp3.`,
  },
  'medium-unknown': {
    severity: 'error',
    message: message`“${'path'}” is not ${'wants'}: ${'detail'}.`,
    hint: message`What counts are the bytes, not the name. Export the file again.`,
  },

  // ---------------------------------------------------------------- names

  'double-name': {
    severity: 'error',
    message: message`${'name'} is declared twice.`,
    hint: message`Give one of the two another name.`,
  },
  'double-series': {
    severity: 'error',
    message: message`An episode belongs to one series, and this is the second.`,
    hint: message`Keep one “series” among this file and those that it imports.`,
  },
  'double-episode': {
    severity: 'error',
    message: message`A file holds one episode, and this is the second.`,
    hint: message`Give each episode a file of its own.`,
  },
  'unknown-character': {
    severity: 'error',
    message: message`Nobody called @${'name'} is declared.`,
    hint: message`Declare the character (character @${'name'}), or import the file that does.`,
  },
  'unknown-name': {
    severity: 'error',
    message: message`Nothing called @${'name'} is declared.`,
    hint: message`Declare it, or import the file that does. A plain @ is written @@.`,
  },
  'unknown-variant': {
    severity: 'error',
    message: message`@${'name'} has no variant “${'variant'}”.`,
    hint: message`${'known'}`,
  },
  'unknown-scene': {
    severity: 'error',
    message: message`There is no scene called “${'name'}”.`,
    hint: message`Scenes are named in their headers: scene NAME "Heading".`,
  },
  'unknown-shot': {
    severity: 'error',
    message: message`There is no shot called “${'name'}” in the scene “${'scene'}”.`,
    hint: message`A shot of another scene is written scene.shot.`,
  },
  'wrong-asset': {
    severity: 'error',
    message: message`@${'name'} is ${'is'}; here stands ${'wants'}.`,
    hint: message`Name ${'wants'}, or change the declaration.`,
  },
  'two-looks': {
    severity: 'error',
    message: message`@${'name'} has two looks in one shot: ${'first'} and ${'second'}.`,
    hint: message`Within one clip a character keeps one look. Make two shots of it.`,
  },
  'frame-asset': {
    severity: 'error',
    message: message`@${'name'} has ${'count'} images; a frame is exactly one.`,
    hint: message`Name the image itself: ${'field'}: refs/frame.png.`,
  },
  'asset-without-image': {
    severity: 'error',
    message: message`@${'name'} has no image that could be sent here.`,
    hint: message`Give its declaration an “image:”, or name an image itself.`,
  },

  // ---------------------------------------------------------------- settings

  'double-field': {
    severity: 'error',
    message: message`“${'field'}” stands twice in one ${'block'}.`,
    hint: message`Only one can hold. Take out the other.`,
  },
  'field-out-of-place': {
    severity: 'error',
    message: message`“${'field'}” means nothing in ${'block'}.`,
    hint: message`It stands in: ${'blocks'}.`,
  },
  'field-after-shot': {
    severity: 'error',
    message: message`The fields of a scene stand above its first shot; “${'field'}” comes after it.`,
    hint: message`It would hold for the whole scene: move it up under the header, or into the shots that it is for. If a new scene begins here, give it a header: scene NAME "Heading".`,
  },
  'unknown-model': {
    severity: 'error',
    message: message`There is no model called “${'model'}”.`,
    hint: message`Known are: ${'known'}.`,
  },
  'unknown-endpoint': {
    severity: 'error',
    message: message`Nothing says which model the endpoint “${'endpoint'}” is, so nothing could be checked or priced.`,
    hint: message`Say so in scenewright.json: "ark": { "endpoints": { "${'endpoint'}": "seedance-2.0" } }.`,
  },
  'foreign-model': {
    severity: 'error',
    message: message`“${'model'}” is a model of another region than this project's (${'region'}).`,
    hint: message`Write ${'name'}: it becomes the id of the project's region.`,
  },
  'unknown-value': {
    severity: 'error',
    message: message`“${'value'}” is no ${'field'}.`,
    hint: message`Possible are: ${'known'}.`,
  },
  'number-too-small': {
    severity: 'error',
    message: message`“${'field'}” is at least ${'least'}; ${'value'} is not.`,
  },
  'number-too-large': {
    severity: 'error',
    message: message`“${'field'}” is at most ${'most'}; ${'value'} is more.`,
  },
  'empty-range': {
    severity: 'error',
    message: message`Nothing is left of the clip: the range ends before it begins.`,
    hint: message`Write the earlier time first: 1s..4s.`,
  },

  // ---------------------------------------------------------------- shots

  'joined-with-itself': {
    severity: 'error',
    message: message`A joining shot leads from one clip to another; this clip is named twice and would be sent once.`,
    hint: message`Name another clip. To go on after one clip use “extends”, to change it “edits”.`,
  },
  'relation-circle': {
    severity: 'error',
    message: message`These shots wait for each other in a circle: ${'shots'}.`,
    hint: message`One of them has to be made first. Let it start from something else.`,
  },
  'like-circle': {
    severity: 'error',
    message: message`These scenes start from each other in a circle: ${'scenes'}.`,
    hint: message`Write the fields out in one of them.`,
  },
  'mode-conflict': {
    severity: 'error',
    message: message`This shot starts from a frame and also sends ${'what'}: the service takes one or the other.`,
    hint: message`Keep the frame exact and take ${'what'} out; or write “opening: ${'frame'}” instead of the frame: it is then sent as a reference image beside the others, close to the frame but not exact.`,
  },
  'last-frame-alone': {
    severity: 'error',
    message: message`A last frame needs a first one.`,
    hint: message`Add “first frame: …”, or let the shot continue another: shot NAME continues S.`,
  },
  'double-first-frame': {
    severity: 'error',
    message: message`This shot continues ${'source'}, so its first frame is ${'source'}'s last one; here is another.`,
    hint: message`Take out one of the two.`,
  },

  // ---------------------------------------------------------------- the film

  'trim-past-end': {
    severity: 'error',
    message: message`This range goes beyond the end: ${'what'} lasts ${'seconds'} s.`,
    hint: message`End the range earlier, or leave its end open: 1s.. keeps everything from there on.`,
  },
  'cut-with-length': {
    severity: 'error',
    message: message`A cut has no length, and here it is given ${'seconds'} s.`,
    hint: message`Write “transition cut”, or choose a transition that takes time: dissolve, fade-black …`,
  },
  'length-of-nothing': {
    severity: 'error',
    message: message`This ${'what'} would not be seen: it lasts 0 s.`,
    hint: message`Give it a length, 1s or 0.5s, or take the line out.`,
  },

  'two-transitions': {
    severity: 'error',
    message: message`Two transitions stand in a row, with nothing to play between them.`,
    hint: message`Keep one of them.`,
  },
  'transition-at-end': {
    severity: 'error',
    message: message`A “${'kind'}” joins two pictures, and at the ${'end'} of the film there is only one.`,
    hint: message`At the film's ends stand only fade-black and fade-white.`,
  },
  'transition-too-long': {
    severity: 'error',
    message: message`This transition lasts ${'seconds'} s; its shorter neighbour lasts ${'neighbour'} s, and at most half of that can go.`,
    hint: message`Write ${'most'}s or less, or give the neighbour more time.`,
  },
});
