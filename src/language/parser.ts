/**
 * The grammar. Chevrotain's parser with embedded actions builds the tree of `syntax.ts` directly.
 * Its rules stand in three classes: lines and their recovery, fields and values, and here the file.
 */
import { FieldParser } from './field-parser.ts';
import { blockTokens as b } from './tokens.ts';
import * as t from './tokens.ts';
import type * as syntax from './syntax.ts';

type BodyLine = syntax.FieldLine | syntax.StrayLine | syntax.BadLine;

export class SceneParser extends FieldParser {
  constructor(options: { readonly skipValidations: boolean }) {
    super(options);
    this.performSelfAnalysis();
  }

  // -------------------------------------------------------------- the file

  readonly file = this.RULE('file', () => {
    const items: syntax.TopLevel[] = [];
    let format: syntax.FormatLine | undefined;
    this.MANY(() => {
      const item = this.OR<syntax.TopLevel | undefined>([
        { ALT: () => this.SUBRULE(this.importLine) },
        { ALT: () => this.SUBRULE(this.assetBlock) },
        { ALT: () => this.SUBRULE(this.seriesBlock) },
        { ALT: () => this.SUBRULE(this.episodeBlock) },
        { ALT: () => this.SUBRULE(this.sceneBlock) },
        { ALT: () => this.SUBRULE(this.strayLine) },
        {
          ALT: () => {
            const line = this.SUBRULE(this.formatLine);
            if ('version' in line) {
              if (items.length > 0 || format) return this.nodes.lateFormat(line);
              format = line;
              return undefined;
            }
            return line;
          },
        },
      ]);
      if (item) items.push(item);
    });
    return { items, format };
  });

  readonly formatLine = this.RULE('formatLine', () =>
    this.line<syntax.FormatLine>('format', () => {
      const start = this.CONSUME(b.format);
      const version = this.CONSUME(t.Digits);
      this.CONSUME(t.LineEnd);
      return this.nodes.format(start, version);
    }),
  );

  readonly importLine = this.RULE('importLine', () =>
    this.line<syntax.ImportLine>('import', () => {
      const start = this.CONSUME(b.import);
      const path = this.CONSUME(t.Quoted);
      this.CONSUME(t.LineEnd);
      return this.nodes.importLine(start, path);
    }),
  );

  readonly strayLine = this.RULE('strayLine', () => {
    const words = this.CONSUME(t.Prose);
    this.CONSUME(t.LineEnd);
    return this.nodes.stray(words);
  });

  // -------------------------------------------------------------- blocks

  readonly assetBlock = this.RULE('assetBlock', () => {
    const { token, header } = this.SUBRULE(this.assetHeader);
    const body: (BodyLine | syntax.VariantBlock)[] = [];
    this.OPTION(() => {
      this.CONSUME(t.Indent);
      const block = this.nodes.blockOf(token);
      this.MANY(() => {
        this.block = block;
        body.push(
          this.OR<BodyLine | syntax.VariantBlock>([
            { ALT: () => this.SUBRULE(this.fieldLine) },
            { ALT: () => this.SUBRULE(this.variantBlock) },
            { ALT: () => this.SUBRULE(this.strayLine) },
          ]),
        );
      });
      this.CONSUME(t.Outdent);
    });
    return this.nodes.asset(token, header, body);
  });

  readonly assetHeader = this.RULE('assetHeader', () => {
    const token = this.OR([
      { ALT: () => this.CONSUME(b.character) },
      { ALT: () => this.CONSUME(b.narrator) },
      { ALT: () => this.CONSUME(b.place) },
      { ALT: () => this.CONSUME(b.prop) },
      { ALT: () => this.CONSUME(b.style) },
      { ALT: () => this.CONSUME(b.video) },
      { ALT: () => this.CONSUME(b.audio) },
    ]);
    const header = this.readHeader(token, () => {
      this.head.asset = this.nodes.assetName(this.CONSUME(t.Mention));
      this.OPTION(() => {
        this.head.quoted = this.nodes.quoted(this.CONSUME(t.Quoted));
      });
      this.CONSUME(t.LineEnd);
    });
    return { token, header };
  });

  readonly variantBlock = this.RULE('variantBlock', () => {
    const token = this.CONSUME(b.variant);
    const header = this.readHeader(token, () => {
      this.head.name = this.SUBRULE(this.name);
      this.OPTION1(() => {
        this.head.quoted = this.nodes.quoted(this.CONSUME(t.Quoted));
      });
      this.CONSUME(t.LineEnd);
    });
    this.block = 'variant';
    const body = this.OPTION2(() => this.SUBRULE(this.fields)) ?? [];
    return this.nodes.variant(token, header, body);
  });

  readonly seriesBlock = this.RULE('seriesBlock', () => {
    const token = this.CONSUME(b.series);
    const header = this.readHeader(token, () => {
      this.OPTION1(() => {
        this.head.quoted = this.nodes.quoted(this.CONSUME(t.Quoted));
      });
      this.CONSUME(t.LineEnd);
    });
    this.block = 'series';
    const body = this.OPTION2(() => this.SUBRULE(this.fields)) ?? [];
    return this.nodes.series(token, header, body);
  });

  readonly episodeBlock = this.RULE('episodeBlock', () => {
    const token = this.CONSUME(b.episode);
    const header = this.readHeader(token, () => {
      this.OPTION1(() => {
        const number = this.nodes.wholeNumber(this.CONSUME(t.Digits));
        if (number) this.head.number = number;
      });
      this.OPTION2(() => {
        this.head.quoted = this.nodes.quoted(this.CONSUME(t.Quoted));
      });
      this.CONSUME(t.LineEnd);
    });
    this.block = 'episode';
    const body = this.OPTION3(() => this.SUBRULE(this.fields)) ?? [];
    return this.nodes.episode(token, header, body);
  });

  /** The body of a block that holds fields alone. */
  readonly fields = this.RULE('fields', () => {
    const body: BodyLine[] = [];
    this.CONSUME(t.Indent);
    this.MANY(() => {
      body.push(
        this.OR<BodyLine>([
          { ALT: () => this.SUBRULE(this.fieldLine) },
          { ALT: () => this.SUBRULE(this.strayLine) },
        ]),
      );
    });
    this.CONSUME(t.Outdent);
    return body;
  });

  readonly sceneBlock = this.RULE('sceneBlock', () => {
    const token = this.CONSUME(b.scene);
    const header = this.readHeader(token, () => {
      this.head.name = this.SUBRULE1(this.name);
      this.OPTION1(() => {
        this.head.quoted = this.nodes.quoted(this.CONSUME(t.Quoted));
      });
      this.OPTION2(() => {
        this.CONSUME(b.like);
        this.head.like = this.SUBRULE2(this.name);
      });
      this.CONSUME(t.LineEnd);
    });
    const body: syntax.SceneLine[] = [];
    this.OPTION3(() => {
      this.CONSUME(t.Indent);
      this.MANY(() => {
        this.block = 'scene';
        body.push(this.SUBRULE(this.sceneLine));
      });
      this.CONSUME(t.Outdent);
    });
    return this.nodes.scene(token, header, body);
  });

  // Alternatives that are met at every line are made once.
  private sceneAlternatives: { ALT: () => syntax.SceneLine }[] | undefined;

  readonly sceneLine = this.RULE('sceneLine', () =>
    this.OR(
      (this.sceneAlternatives ??= [
        { ALT: () => this.SUBRULE(this.shotBlock) },
        { ALT: () => this.SUBRULE(this.fieldLine) },
        { ALT: () => this.SUBRULE(this.titleLine) },
        { ALT: () => this.SUBRULE(this.transitionLine) },
        { ALT: () => this.SUBRULE(this.clipLine) },
        { ALT: () => this.SUBRULE(this.stillLine) },
        { ALT: () => this.SUBRULE(this.blackLine) },
        { ALT: () => this.SUBRULE(this.strayLine) },
      ]),
    ),
  );

  // -------------------------------------------------------------- lines of a scene

  readonly titleLine = this.RULE('titleLine', () =>
    this.line<syntax.TitleLine>('title', () => {
      const start = this.CONSUME(b.title);
      const words = this.CONSUME(t.Quoted);
      const seconds = this.OPTION(() => this.SUBRULE(this.length));
      this.CONSUME(t.LineEnd);
      return this.nodes.title(start, words, seconds);
    }),
  );

  readonly transitionLine = this.RULE('transitionLine', () =>
    this.line<syntax.TransitionLine>('transition', () => {
      const start = this.CONSUME(b.transition);
      const name = this.CONSUME(t.TransitionName);
      const seconds = this.OPTION(() => this.SUBRULE(this.length));
      this.CONSUME(t.LineEnd);
      return this.nodes.transition(start, name, seconds);
    }),
  );

  readonly clipLine = this.RULE('clipLine', () =>
    this.line<syntax.ClipLine>('clip', () => {
      const start = this.CONSUME(b.clip);
      const target = this.SUBRULE(this.target);
      const range = this.OPTION(() => this.SUBRULE(this.range));
      this.CONSUME(t.LineEnd);
      return this.nodes.clip(start, target, range);
    }),
  );

  readonly stillLine = this.RULE('stillLine', () =>
    this.line<syntax.StillLine>('still', () => {
      const start = this.CONSUME(b.still);
      const medium = this.SUBRULE(this.medium);
      const seconds = this.SUBRULE(this.length);
      this.CONSUME(t.LineEnd);
      return this.nodes.still(start, medium, seconds);
    }),
  );

  readonly blackLine = this.RULE('blackLine', () =>
    this.line<syntax.BlackLine>('black', () => {
      const start = this.CONSUME(b.black);
      const seconds = this.SUBRULE(this.length);
      this.CONSUME(t.LineEnd);
      return this.nodes.black(start, seconds);
    }),
  );

  // -------------------------------------------------------------- shots

  private headAlternatives: { ALT: () => void }[] | undefined;

  readonly shotBlock = this.RULE('shotBlock', () => {
    const token = this.CONSUME(b.shot);
    const header = this.readHeader(token, () => {
      this.OPTION1(() => {
        this.head.name = this.SUBRULE(this.name);
      });
      this.MANY1(() => {
        this.OR(
          (this.headAlternatives ??= [
            {
              ALT: () => {
                const length = this.SUBRULE(this.length);
                this.head.seconds = this.nodes.shotSeconds(length, this.head);
              },
            },
            {
              ALT: () => {
                const relation = this.SUBRULE(this.relation);
                this.head.relation = this.nodes.oneRelation(relation, this.head);
              },
            },
          ]),
        );
      });
      this.CONSUME(t.LineEnd);
    });
    const body: syntax.ShotLine[] = [];
    this.OPTION2(() => {
      this.CONSUME(t.Indent);
      this.MANY2(() => {
        this.block = 'shot';
        body.push(this.SUBRULE(this.shotLine));
      });
      this.CONSUME(t.Outdent);
    });
    return this.nodes.shot(token, header, body);
  });

  /** A number without a unit is read as seconds, so that its one message is the only one. */
  readonly relation = this.RULE('relation', () => {
    const targets: syntax.Target[] = [];
    const kind = this.CONSUME(t.Relation);
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => targets.push(this.SUBRULE(this.target)),
    });
    return this.nodes.relation(kind, targets);
  });

  private shotAlternatives: { ALT: () => syntax.ShotLine }[] | undefined;

  readonly shotLine = this.RULE('shotLine', () =>
    this.OR(
      (this.shotAlternatives ??= [
        {
          ALT: () => {
            const words = this.CONSUME(t.Prose);
            this.CONSUME1(t.LineEnd);
            return this.nodes.action(words);
          },
        },
        { ALT: () => this.SUBRULE(this.fieldLine) },
        { ALT: () => this.SUBRULE(this.dialogueLine) },
        {
          ALT: () => {
            const words = this.CONSUME(t.ForcedAction);
            this.CONSUME2(t.LineEnd);
            return this.nodes.forcedAction(words);
          },
        },
        {
          ALT: () => {
            const line = this.CONSUME(t.UnclosedManner);
            this.CONSUME3(t.LineEnd);
            return this.nodes.unclosedManner(line);
          },
        },
      ]),
    ),
  );

  readonly dialogueLine = this.RULE('dialogueLine', () =>
    this.line<syntax.DialogueLine>('dialogue', () => {
      const speakers = [this.CONSUME(t.FirstSpeaker)];
      this.MANY(() => {
        this.CONSUME(t.Comma);
        speakers.push(this.CONSUME(t.Speaker));
      });
      const before = this.OPTION1(() => this.CONSUME(t.Manner));
      this.CONSUME(t.Colon);
      const after = this.OPTION2(() => this.CONSUME(t.SpokenManner));
      const words = this.CONSUME(t.Words);
      this.CONSUME(t.LineEnd);
      return this.nodes.dialogue(speakers, before, after, words);
    }),
  );
}
