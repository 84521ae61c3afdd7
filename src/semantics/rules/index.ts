/**
 * The rules, in two lists. A new rule is a file and a line here.
 */
import type { LineRule, ProgramRule } from '../rule.ts';
import { ambiguousMention } from './lines/ambiguous-mention.ts';
import { commentBehindWords } from './lines/comment-behind-words.ts';
import { dialogueWithoutAt } from './lines/dialogue-without-at.ts';
import { drawnTextInAction } from './lines/drawn-text-in-action.ts';
import { dialogueNotRead } from './lines/dialogue-not-read.ts';
import { fieldWithoutColon } from './lines/field-without-colon.ts';
import { manyTakes } from './lines/many-takes.ts';
import { mentionNotRead } from './lines/mention-not-read.ts';
import { innerShotLabel } from './lines/inner-shot-label.ts';
import { misplacedLine } from './lines/misplaced-line.ts';
import { nearField } from './lines/near-field.ts';
import { notationInProse } from './lines/notation-in-prose.ts';
import { serviceUnchecked } from './lines/service-unchecked.ts';
import { speakerInQuotes } from './lines/speaker-in-quotes.ts';
import { speakerNotDeclared } from './lines/speaker-not-declared.ts';
import { speechInAction } from './lines/speech-in-action.ts';
import { strayLine } from './lines/stray-line.ts';
import { styleWithoutMention } from './lines/style-without-mention.ts';
import { unknownField } from './lines/unknown-field.ts';
import { assetNeverUsed } from './program/asset-never-used.ts';
import { audioAlone } from './program/audio-alone.ts';
import { castNeverMentioned } from './program/cast-never-mentioned.ts';
import { dialogueTooLong } from './program/dialogue-too-long.ts';
import { dialogueWithoutSound } from './program/dialogue-without-sound.ts';
import { emptyShot } from './program/empty-shot.ts';
import { identityNotCarried } from './program/identity-not-carried.ts';
import { lengthMissed } from './program/length-missed.ts';
import { longChain } from './program/long-chain.ts';
import { lookNotSent } from './program/look-not-sent.ts';
import { mediumNotCarried } from './program/medium-not-carried.ts';
import { mediumLimitsRule } from './program/medium-limits.ts';
import { modelDemands } from './program/model-demands.ts';
import { nameWithoutMention } from './program/name-without-mention.ts';
import { outputSettings } from './program/output-settings.ts';
import { notationInSpeech } from './program/notation-in-speech.ts';
import { precedesElsewhere } from './program/precedes-elsewhere.ts';
import { promptAlone } from './program/prompt-alone.ts';
import { promptItems } from './program/prompt-items.ts';
import { referenceCounts } from './program/reference-counts.ts';
import { referenceSeconds } from './program/reference-seconds.ts';
import { replacedSource } from './program/replaced-source.ts';
import { requestSize } from './program/request-size.ts';
import { settingBesidePrompt } from './program/setting-beside-prompt.ts';
import { soundSwitchedOff } from './program/sound-switched-off.ts';
import { speakerWithoutVoice } from './program/speaker-without-voice.ts';
import { voiceNotCarried } from './program/voice-not-carried.ts';

/** In order: the first that speaks wins. Errors come before warnings, the surest guess first. */
export const lineRules: readonly LineRule[] = [
  innerShotLabel,
  misplacedLine,
  dialogueWithoutAt,
  unknownField,
  strayLine,
  notationInProse,
  nearField,
  fieldWithoutColon,
  dialogueNotRead,
  speechInAction,
  speakerNotDeclared,
  speakerInQuotes,
  mentionNotRead,
  drawnTextInAction,
  commentBehindWords,
  styleWithoutMention,
  ambiguousMention,
  serviceUnchecked,
  manyTakes,
];

/** All of them speak. */
export const programRules: readonly ProgramRule[] = [
  referenceCounts,
  referenceSeconds,
  mediumLimitsRule,
  requestSize,
  audioAlone,
  outputSettings,
  modelDemands,
  emptyShot,
  identityNotCarried,
  voiceNotCarried,
  mediumNotCarried,
  speakerWithoutVoice,
  notationInSpeech,
  dialogueWithoutSound,
  soundSwitchedOff,
  dialogueTooLong,
  nameWithoutMention,
  castNeverMentioned,
  assetNeverUsed,
  longChain,
  replacedSource,
  precedesElsewhere,
  lengthMissed,
  promptAlone,
  settingBesidePrompt,
  lookNotSent,
  promptItems,
];
