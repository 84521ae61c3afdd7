/** What the rules say. The codes of the line rules come first, then those of the film. */
import { defineDiagnostics, message } from '../../source/registry.ts';

export const registry = defineDiagnostics({
  // ---------------------------------------------------------------- lines

  'unknown-field': {
    severity: 'error',
    message: message`There is no field called “${'label'}” here.`,
  },
  'near-field': {
    severity: 'warning',
    message: message`“${'label'}” is one character away from the field “${'keyword'}”, but what follows is not a value of it: the line is taken as action.`,
    hint: message`Write “${'keyword'}：” if you mean the field. A line that begins with “！” is action whatever follows.`,
  },
  'unknown-keyword': {
    severity: 'error',
    message: message`“${'word'}” begins no line that can stand here.`,
    hint: message`Did you mean “${'near'}”?`,
  },
  'dialogue-without-at': {
    severity: 'error',
    message: message`“${'label'}” and a colon begin a spoken line, but without the @ nobody speaks: the words would be drawn as action.`,
    hint: message`Write “${'mention'}: …”.`,
  },
  'speaker-not-declared': {
    severity: 'warning',
    message: message`“${'label'}” and a colon read like a speaker, but nobody of that name is declared: the line is taken as action, and nothing is spoken.`,
    hint: message`To let them speak, quote the name: ${'quoted'}${'colon'} … or declare a character and write @name. A line that begins with “!” is action whatever follows.`,
  },
  'speaker-in-quotes': {
    severity: 'warning',
    message: message`“${'label'}” is the name of ${'mention'}, but a quoted speaker is a name and nothing else: no picture and no voice is sent.`,
    hint: message`Write ${'mention'} in its place. For somebody else of that name, quote another name.`,
  },
  'speech-in-action': {
    severity: 'warning',
    message: message`Words in quotes after a colon, in action: they are described, not spoken.`,
    hint: message`For speech give them a line of their own, “@who: …”; for words that are to be seen, “text: …”.`,
  },
  'notation-in-prose': {
    severity: 'error',
    message: message`“${'notation'}” is how the service numbers the media of a request: it would be read as that reference, whichever it happens to be.`,
    hint: message`Mention what you mean by its name, @name: the compiler gives it its number. To write the whole text yourself, use “prompt:”.`,
  },
  'inner-shot-label': {
    severity: 'error',
    message: message`“${'label'}” is how the service numbers the shots inside of one clip; the numbers are given by the compiler.`,
    hint: message`Begin an inner shot with “cut: …”, or a clip of its own with “shot NAME SECONDS”.`,
  },
  'drawn-text-in-action': {
    severity: 'warning',
    message: message`【】 are no brackets to the service but mean words drawn in the picture; in action they are sent as commas.`,
    hint: message`For words in the picture write “text: ${'inside'}”.`,
  },
  'ambiguous-mention': {
    severity: 'warning',
    message: message`“@${'name'}” can be read as @${'name'} or as @${'shorter'}; the longer name is taken.`,
    hint: message`Say it outright: ${'braced'}.`,
  },
  'unclosed-brace': {
    severity: 'error',
    message: message`The brace that opens here is not closed on this line: nothing is mentioned, and no image would be sent.`,
    hint: message`Close it behind the name: @{林夏}.`,
  },
  'mention-not-read': {
    severity: 'warning',
    message: message`This @ is read as plain text: ${'why'}. @${'name'} is not mentioned here, and its image is not sent.`,
  },
  'variant-not-read': {
    severity: 'warning',
    message: message`@${'name'} has no look whose name begins here: the dot and what follows it are sent as words.`,
    hint: message`There are: ${'list'}. Where the dot ends a sentence, leave a blank behind it or write 。.`,
  },
  'dialogue-not-read': {
    severity: 'warning',
    message: message`This reads like speech and is taken as action: nobody speaks it, and no voice is sent.`,
    hint: message`A spoken line is “@who (manner): words”: who speaks, at most one manner in brackets that close, a colon. A line that begins with “!” is action whatever follows.`,
  },
  'field-without-colon': {
    severity: 'warning',
    message: message`“${'word'}” is a field, but no colon follows it: the line is taken as action, and its words are sent.`,
    hint: message`Write “${'key'}”. A line that begins with “!” is action whatever follows.`,
  },
  'comment-behind-words': {
    severity: 'warning',
    message: message`A comment is a line of its own; behind words it is sent with them.`,
    hint: message`Move it above this line.`,
  },
  'style-without-mention': {
    severity: 'warning',
    message: message`“${'words'}” is the name of a style, without its @: it is sent as a word, and what the style says is not.`,
    hint: message`Write ${'mention'}.`,
  },
  'many-takes': {
    severity: 'warning',
    message: message`${'which'} is made ${'takes'} times, and every take costs its full price.`,
    hint: message`Two to ${'advice'} are usual. \`scene takes reroll SHOT\` makes one more when it is wanted.`,
  },
  'service-unchecked': {
    severity: 'warning',
    message: message`“${'key'}” is put into the request as it stands: nobody checks whether the service takes it, or what it costs.`,
    hint: message`Use a field of the language where there is one. “# ignore service-unchecked” on the line above silences this.`,
  },

  // ---------------------------------------------------------------- the model's table

  'too-many-references': {
    severity: 'error',
    message: message`This shot sends ${'count'} reference ${'kind'}; ${'model'} takes at most ${'limit'}.`,
    hint: message`Mention fewer assets in this shot, or give them fewer media: ${'list'}.`,
  },
  'many-references': {
    severity: 'warning',
    message: message`This shot sends ${'count'} references; with more than ${'advice'} the model confuses them.`,
    hint: message`Split the shot, or leave out what need not be recognised.`,
  },
  'reference-too-short': {
    severity: 'error',
    message: message`${'what'} lasts ${'seconds'} s; ${'model'} takes reference ${'kind'} of ${'min'} to ${'max'} s.`,
    hint: message`Use a longer one.`,
  },
  'reference-too-long': {
    severity: 'error',
    message: message`${'what'} lasts ${'seconds'} s; ${'model'} takes reference ${'kind'} of ${'min'} to ${'max'} s.`,
    hint: message`Use a shorter one; what is sent is the whole medium, “trim:” cuts only the film.`,
  },
  'references-too-long': {
    severity: 'error',
    message: message`The reference ${'kind'} of this shot last ${'seconds'} s together; ${'model'} takes at most ${'limit'} s.`,
    hint: message`Leave one out, or use shorter ones: ${'list'}.`,
  },
  'image-out-of-limits': {
    severity: 'error',
    message: message`${'what'} cannot be sent: it ${'problem'}.`,
    hint: message`Save it again within the limits of the service.`,
  },
  'video-out-of-limits': {
    severity: 'error',
    message: message`${'what'} cannot be sent: it ${'problem'}.`,
    hint: message`Convert it to an mp4 within the limits of the service.`,
  },
  'audio-out-of-limits': {
    severity: 'error',
    message: message`${'what'} cannot be sent: it ${'problem'}.`,
    hint: message`Convert it to an mp3 within the limits of the service.`,
  },
  'request-too-large': {
    severity: 'error',
    message: message`The images and sounds of this shot make a request of ${'megabytes'} MB; the service takes ${'limit'} MB.`,
    hint: message`Save the largest of them smaller: ${'list'}.`,
  },
  'audio-alone': {
    severity: 'error',
    message: message`This shot sends sound without a picture; ${'model'} takes sound only beside an image or a video.`,
    hint: message`Mention an asset that has an image, add a “reference:” picture, or use seedance-2.5.`,
  },
  'resolution-not-offered': {
    severity: 'error',
    message: message`${'model'} does not make ${'resolution'}; it makes ${'list'}.`,
    hint: message`Choose one of these, or another model.`,
  },
  'duration-out-of-range': {
    severity: 'error',
    message: message`${'seconds'} s is not a length that ${'model'} makes: it makes ${'min'} to ${'max'} s.`,
    hint: message`Write a length within that, and “trim:” what the film does not need.`,
  },
  'duration-not-whole': {
    severity: 'error',
    message: message`The service makes clips of whole seconds; ${'seconds'} s is none.`,
    hint: message`Write ${'up'}s and “trim: ..${'seconds'}s”.`,
  },
  'setting-fixed-by-model': {
    severity: 'error',
    message: message`${'model'} decides the ${'setting'} of ${'shot'} itself: ${'value'} cannot be asked for.`,
    hint: message`Take the line out. A value from the scene or the episode gives way by itself.`,
  },
  'empty-shot': {
    severity: 'error',
    message: message`The shot “${'shot'}” says nothing that could be sent.`,
    hint: message`Write what is to be seen: action, a camera line, or a mention.`,
  },

  // ---------------------------------------------------------------- faces and voices

  'identity-not-carried': {
    severity: 'warning',
    message: message`A shot that starts from a frame sends no other images, and ${'name'} is in no shot that this frame comes from: nothing shows the model the face.`,
    hint: message`Show @${'mention'} in an earlier shot of the chain, or give the frame as “opening: last of ${'source'}”, which lets references stand beside it.`,
  },
  'voice-not-carried': {
    severity: 'warning',
    message: message`The voice of ${'names'} is not sent: ${'why'}.`,
    hint: message`${'wayOut'}`,
  },
  'medium-not-carried': {
    severity: 'warning',
    message: message`@${'name'} is sent as its name alone: ${'why'}.`,
    hint: message`${'wayOut'}`,
  },
  'speaker-without-voice': {
    severity: 'warning',
    message: message`${'name'} speaks and has no voice: each clip will make up another.`,
    hint: message`Give the declaration a “voice:”, 2 to 15 s of clean speech.`,
  },
  'dialogue-without-sound': {
    severity: 'warning',
    message: message`This shot has dialogue, and “audio: off”: lips will move and nothing is heard.`,
    hint: message`Write “audio: on” in the shot, or take the dialogue out.`,
  },
  'sound-switched-off': {
    severity: 'warning',
    message: message`This shot has “${'field'}:”, and “audio: off”: nothing of it will be heard.`,
    hint: message`Write “audio: on” in the shot, or take the line out.`,
  },
  'dialogue-too-long': {
    severity: 'warning',
    message: message`These words take about ${'needed'} s to speak; the shot has ${'seconds'} s for them.`,
    hint: message`Give the shot more seconds, or move a line to another shot.`,
  },
  'name-without-mention': {
    severity: 'warning',
    message: message`“${'name'}” is the name of @${'mention'}, which this shot never mentions: its image is not sent, and the model will make up another.`,
    hint: message`Write @${'mention'} in its place.`,
  },
  'cast-never-mentioned': {
    severity: 'warning',
    message: message`@${'name'} is in “cast:” and nowhere else in this ${'block'}: “cast:” only says which look a mention means, and nobody is shown for it.`,
    hint: message`Mention @${'name'} where it is to be seen, in a line of action or as a speaker, or take it out of “cast:”.`,
  },
  'asset-never-used': {
    severity: 'warning',
    message: message`@${'name'} is declared here and never used.`,
    hint: message`Mention it in a shot, or take the declaration out.`,
  },

  // ---------------------------------------------------------------- chains and the cut

  'long-chain': {
    severity: 'warning',
    message: message`This shot is link ${'links'} of a chain: ${'chain'}. Pictures drift from one link to the next, beyond about ${'advice'} visibly.`,
    hint: message`Start a new clip here, with references, or with “opening: last of ${'source'}”.`,
  },
  'replaced-source': {
    severity: 'warning',
    message: message`This shot builds on ${'source'}, which ${'edit'} has replaced in the film: it follows pictures that nobody sees.`,
    hint: message`Build on ${'edit'} instead, or say “omit: no” in ${'source'}.`,
  },
  'precedes-elsewhere': {
    severity: 'warning',
    message: message`This shot leads into ${'source'} but does not stand directly before it in the film.`,
    hint: message`Move it directly before ${'source'}.`,
  },
  'length-missed': {
    severity: 'warning',
    message: message`The film as written lasts ${'seconds'} s; its “length:” is ${'wanted'} s.`,
    hint: message`Lengthen, shorten or drop shots, or change “length:”.`,
  },

  // ---------------------------------------------------------------- prompt:

  'prompt-beside-lines': {
    severity: 'error',
    message: message`“prompt:” is the whole text of the shot, but ${'what'} stands beside it and would not be sent.`,
    hint: message`Put it into the prompt, or take the “prompt:” line out.`,
  },
  'setting-beside-prompt': {
    severity: 'warning',
    message: message`“${'field'}:” is not sent: “prompt:” is the whole text of this shot, and nothing is added to it.`,
    hint: message`Put ${'words'} into the prompt, or take this line out.`,
  },
  'look-not-sent': {
    severity: 'warning',
    message: message`The look of @${'name'} is in words; a mention in a “prompt:” sends a picture or a name, and no look.`,
    hint: message`Write the look into the prompt, or give @${'name'} an image.`,
  },
  'prompt-number-missing': {
    severity: 'error',
    message: message`The prompt speaks of ${'notation'}, but of reference ${'kind'} this shot sends ${'count'}.`,
    hint: message`Mention assets by name, @name, and they get their numbers by themselves.`,
  },
  'item-never-named': {
    severity: 'warning',
    message: message`The prompt never names ${'item'} (${'what'}), which is sent with it.`,
    hint: message`Say in the prompt what it is for: write ${'item'}, or a mention of it.`,
  },
});
