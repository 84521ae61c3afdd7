// Loaded before the command by tests alone: the clock of this process is SCENE_CLOCK_OFF_MS off.
const off = Number(process.env.SCENE_CLOCK_OFF_MS ?? 0);
const Right = Date;

globalThis.Date = class extends Right {
  constructor(...words) {
    if (words.length === 0) super(Right.now() + off);
    else super(...words);
  }

  static now() {
    return Right.now() + off;
  }
};
