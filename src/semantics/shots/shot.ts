/** One shot, from its lines and what surrounds it to what is sent: looks, mode, collection, words. */
import { models } from '../../seedance/capabilities.ts';
import type { Place } from '../../source/diagnostic.ts';
import type { Mutable } from '../../source/mutable.ts';
import { lineOf } from '../../source/text.ts';
import type { Context } from '../context.ts';
import type { Mention } from '../names/lookup.ts';
import { type Looks, useOf, withLooks } from '../names/prose.ts';
import type { IndexedShot } from '../names/scenes.ts';
import type { Shot, ShotMode, ShotSetting } from '../program.ts';
import type { DraftShot } from '../rule.ts';
import type { Settings, StyleValue, Valued } from '../settings/settings.ts';
import type { Scalars } from '../settings/values.ts';
import type { LoadedFile } from '../sources.ts';
import type { ShotBody } from './body.ts';
import { Collection } from './collection.ts';
import { inheritedOf } from './inherited.ts';
import { looksOf } from './looks.ts';
import { startsFromFrame } from './mode.ts';
import { mentionsAround, pictured } from './mentioned.ts';
import { collectFrame, collectOpening, collectReference } from './frames-and-references.ts';
import type { Lineage } from './relations.ts';
import { hasOwnDuration, settle } from './settled.ts';
import { wordsOf } from './words.ts';

export interface ShotQuestion {
  readonly shot: IndexedShot;
  readonly body: ShotBody;
  readonly lineage: Lineage;
  readonly file: LoadedFile;
  readonly timeOfDay: string | undefined;
  readonly defaultModel: Scalars['model'];
  /** The length of the clip that this shot edits. */
  readonly editedDuration: Shot['duration'] | undefined;
}

export interface ShotAnswer {
  readonly shot: DraftShot;
  /** Something of it was not understood and is not there. */
  readonly incomplete: boolean;
}

export function resolveShot(question: ShotQuestion, context: Context): ShotAnswer {
  return new ShotResolver(question, context).resolve();
}

class ShotResolver {
  readonly #question: ShotQuestion;
  readonly #context: Context;
  readonly #collection = new Collection();
  readonly #language: 'zh' | 'en';
  #incomplete: boolean;

  constructor(question: ShotQuestion, context: Context) {
    this.#question = question;
    this.#context = context;
    const { body, lineage } = question;
    this.#incomplete = body.incomplete || lineage.incomplete;
    this.#language = body.settings.scalars.language?.value ?? (body.holdsHan ? 'zh' : 'en');
  }

  resolve(): ShotAnswer {
    const { shot, body, lineage, file } = this.#question;
    const { settings } = body;
    const { relation } = lineage;
    const own = pictured(body, this.#language);
    const asked = { block: shot.block, body, relation, mentions: own, file };
    const answer = startsFromFrame(asked, this.#context);
    if (answer === 'conflict') this.#incomplete = true;
    const framed = answer !== 'no-frame';
    const onClip = relation !== undefined && relation.kind !== 'continues';
    const prompted = body.prompt !== undefined;
    const settingSpeaks = !framed && !onClip && !prompted;

    // What an edit leaves as it is needs no word; an extension is filmed on as before.
    const cameraSpeaks = !prompted && relation?.kind !== 'edits';
    const inherited = cameraSpeaks ? inheritedLines(body, settingSpeaks) : noLines;
    const around = mentionsAround(inherited);
    const all = around.length === 0 ? own : [...around, ...own];
    const looks = looksOf(all, settings, this.#context);
    if (answer === 'frame') this.#collectFrames(looks);
    else if (answer === 'no-frame') {
      this.#collect(onClip || prompted ? own : all, looks, settingSpeaks, prompted);
    }
    const mode = this.#mode(framed, settings);
    const setting = this.#setting(looks, settingSpeaks, prompted);
    const { inner, dialogue } = wordsOf(body, inherited, looks, this.#language);
    const duration = {
      settings,
      writtenSeconds: secondsOf(shot),
      framed,
      relation: shot.block.relation?.kind,
      editedDuration: this.#question.editedDuration,
      defaultModel: this.#question.defaultModel,
    };
    const durationGivesWay =
      this.#question.editedDuration !== undefined ||
      (hasOwnDuration(duration) && settings.scalars.duration?.level !== 'shot');
    const settled = settle(duration);
    const draft: Mutable<DraftShot> = {
      id: shot.id,
      scene: shot.scene.name,
      name: shot.name,
      place: { source: file.source, span: shot.block.header },
      file: file.path,
      line: lineOf(file.source, shot.block.header.start),
      mode,
      language: this.#language,
      model: settled.model,
      modelId: settled.modelId,
      resolution: settled.resolution,
      ratio: settled.ratio,
      duration: settled.duration,
      audio: settled.audio,
      watermark: settled.watermark,
      takes: settled.takes,
      derived: settled.derived,
      inherited: inheritedOf(settings, {
        setting: settingSpeaks,
        camera: cameraSpeaks,
        avoid: !prompted,
        replaced: body.replaced,
        timeOfDay: this.#question.timeOfDay,
        durationGivesWay,
      }),
      service: settings.service,
      settings,
      images: this.#collection.images,
      videos: this.#collection.videos,
      audios: this.#collection.audios,
      setting,
      body: inner,
      avoid: avoidOf(settings, looks, prompted),
      dialogue,
      captions: body.captions,
      omit: body.omit ?? false,
      block: shot.block,
      sourceFile: file,
    };
    if (settled.seed !== undefined) draft.seed = settled.seed;
    if (relation) draft.relation = relation;
    if (body.prompt) draft.prompt = withLooks(body.prompt, looks);
    if (body.promptPlace) draft.promptPlace = body.promptPlace;
    if (body.trim) draft.trim = body.trim;
    return { shot: draft, incomplete: this.#incomplete };
  }

  // ---------------------------------------------------------------- what is sent

  #collectFrames(looks: Looks): void {
    const { body, lineage, shot, file } = this.#question;
    const reader = { file, context: this.#context, looks };
    const [of] = lineage.relation?.of ?? [];
    if (of?.kind === 'shot' && shot.block.relation) {
      const place = { source: file.source, span: shot.block.relation.span };
      this.#collection.image({ lastFrameOf: of.id }, { kind: 'first-frame' }, place, 'first_frame');
    } else if (body.firstFrame) {
      this.#must(collectFrame(body.firstFrame, 'first_frame', this.#collection, reader));
    }
    if (body.lastFrame) {
      this.#must(collectFrame(body.lastFrame, 'last_frame', this.#collection, reader));
    }
  }

  /** The order here is the order of the numbers in the prompt. */
  #collect(
    mentions: readonly Mention[],
    looks: Looks,
    settingSpeaks: boolean,
    prompted: boolean,
  ): void {
    const { body, lineage, file } = this.#question;
    const { at, style } = body.settings;
    if (lineage.relation) {
      lineage.relation.of.forEach((source, index) => {
        this.#collection.clip(source, this.#targetPlace(index));
      });
    }
    this.#collectVoices(looks);
    if (at?.value && speaks(at, settingSpeaks, prompted)) {
      this.#collection.asset(useOf(at.value, looks), at.value.place);
    }
    for (const mention of mentions) this.#collection.asset(useOf(mention, looks), mention.place);
    const reader = { file, context: this.#context, looks };
    for (const field of body.references) {
      this.#must(
        field.key === 'opening'
          ? collectOpening(field, lineage.openingOf, this.#collection, reader)
          : collectReference(field, this.#collection, reader),
      );
    }
    const named = style?.value;
    if (style && isMention(named) && speaks(style, settingSpeaks, prompted)) {
      this.#collection.asset(useOf(named, looks), named.place);
    }
  }

  #targetPlace(index: number): Place {
    const { shot, file } = this.#question;
    const span = shot.block.relation?.targets[index]?.span ?? shot.block.header;
    return { source: file.source, span };
  }

  #collectVoices(looks: Looks): void {
    for (const inner of this.#question.body.inner) {
      for (const line of inner.lines) {
        if (line.kind !== 'dialogue') continue;
        for (const speaker of line.speakers) {
          if (typeof speaker === 'string' || !speaker.asset.voice) continue;
          const of = useOf(speaker, looks);
          this.#collection.audio(speaker.asset.voice, { kind: 'voice', of }, line.place);
        }
      }
    }
  }

  #must(understood: boolean): void {
    if (!understood) this.#incomplete = true;
  }

  /** A voice alone makes reference mode only on a model that takes sound alone. */
  #mode(framed: boolean, settings: Settings): ShotMode {
    if (framed) return 'frame';
    const { images, videos, audios } = this.#collection;
    if (images.length > 0 || videos.length > 0) return 'reference';
    if (audios.length === 0) return 'text';
    const model = settings.scalars.model?.value ?? this.#question.defaultModel;
    const voicesAlone = audios.every(({ bindings }) =>
      bindings.every((binding) => binding.kind === 'voice'),
    );
    if (!voicesAlone || models[model.name].references.audioAlone) return 'reference';
    audios.length = 0;
    return 'text';
  }

  // ---------------------------------------------------------------- what is said

  #setting(looks: Looks, settingSpeaks: boolean, prompted: boolean): ShotSetting {
    const { at, style } = this.#question.body.settings;
    const { timeOfDay } = this.#question;
    const setting: Mutable<ShotSetting> = {};
    if (at?.value && speaks(at, settingSpeaks, prompted)) setting.at = useOf(at.value, looks);
    if (style?.value && speaks(style, settingSpeaks, prompted)) {
      const { value } = style;
      setting.style = isMention(value) ? useOf(value, looks) : withLooks(value, looks);
    }
    if (settingSpeaks && timeOfDay !== undefined) setting.timeOfDay = timeOfDay;
    return setting;
  }
}

function avoidOf({ avoid }: Settings, looks: Looks, prompted: boolean): Shot['avoid'] {
  const said = prompted ? avoid.filter(({ level }) => level === 'shot') : avoid;
  return said.map(({ value }) => withLooks(value, looks));
}

const noLines: Settings['lines'] = [];

/** In a frame mode and on a clip the light is in the picture already. */
function inheritedLines(body: ShotBody, settingSpeaks: boolean): Settings['lines'] {
  if (settingSpeaks && body.replaced.size === 0) return body.settings.lines;
  return body.settings.lines.filter(
    ({ kind }) => !body.replaced.has(kind) && (kind !== 'light' || settingSpeaks),
  );
}

/** Its own place and style speak wherever they can; an inherited one where nothing shows it already. */
function speaks({ level }: Valued<unknown>, settingSpeaks: boolean, prompted: boolean): boolean {
  return settingSpeaks || (level === 'shot' && !prompted);
}

function isMention(value: StyleValue): value is Mention {
  return value !== undefined && 'asset' in value;
}

function secondsOf({ block }: IndexedShot): number | undefined {
  return block.seconds && block.seconds.milliseconds / 1000;
}
