/**
 * The grammar. Chevrotain's parser with embedded actions builds the tree of `syntax.ts` directly.
 *
 * The unit of recovery is the logical line: a rule that reads a line ends with its `LineEnd`, is
 * called through `attempt`, and what it does not understand is one message and one `bad` line.
 */
import { EmbeddedActionsParser, EOF, isRecognitionException } from 'chevrotain';
import { NodeBuilder } from './nodes.ts';
import { parserMessages } from './parser-messages.ts';
import { allTokens, blockTokens as b, fieldTokens as f } from './tokens.ts';
import * as t from './tokens.ts';
import { spanOf } from './values.ts';
import type { IRecognitionException, IToken, TokenType } from 'chevrotain';
import type { FieldBlock } from './fields.ts';
import type { Header } from './nodes.ts';
import type { BlockKeyword } from './keywords.ts';
import type * as syntax from './syntax.ts';

/** A line to read: its kind (that of the keyword it begins with where it is not told). */
interface Attempt<T> {
  readonly kind: BlockKeyword | 'field' | 'dialogue' | undefined;
  readonly first: IToken;
  readonly read: () => T;
  /** What stands for a line that was not understood. */
  readonly misread: () => T;
}

type BodyLine = syntax.FieldLine | syntax.StrayLine | syntax.BadLine;

export class SceneParser extends EmbeddedActionsParser {
  /** Turns tokens into nodes; set for each text. Absent while chevrotain records the grammar. */
  nodes: NodeBuilder = NodeBuilder.idle;
  private header: Header = {};
  private block: FieldBlock = 'shot';

  constructor({ skipValidations }: { readonly skipValidations: boolean }) {
    super([...allTokens], {
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations,
      errorMessageProvider: parserMessages,
    });
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
      const block = this.ACTION(() => this.nodes.blockOf(token));
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
    return this.ACTION(() => this.nodes.asset(token, header, body));
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
      this.head.name = this.nodes.assetName(this.CONSUME(t.Mention));
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
    return this.ACTION(() => this.nodes.variant(token, header, body));
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
    return this.ACTION(() => this.nodes.series(token, header, body));
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
    return this.ACTION(() => this.nodes.episode(token, header, body));
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
    return this.ACTION(() => this.nodes.scene(token, header, body));
  });

  readonly sceneLine = this.RULE('sceneLine', () =>
    this.OR<syntax.SceneLine>([
      { ALT: () => this.SUBRULE(this.shotBlock) },
      { ALT: () => this.SUBRULE(this.fieldLine) },
      { ALT: () => this.SUBRULE(this.titleLine) },
      { ALT: () => this.SUBRULE(this.transitionLine) },
      { ALT: () => this.SUBRULE(this.clipLine) },
      { ALT: () => this.SUBRULE(this.stillLine) },
      { ALT: () => this.SUBRULE(this.blackLine) },
      { ALT: () => this.SUBRULE(this.strayLine) },
    ]),
  );

  // -------------------------------------------------------------- lines of a scene

  readonly titleLine = this.RULE('titleLine', () =>
    this.line<syntax.TitleLine>('title', () => {
      const start = this.CONSUME(b.title);
      const words = this.CONSUME(t.Quoted);
      const seconds = this.OPTION(() => this.SUBRULE(this.length));
      this.CONSUME(t.LineEnd);
      return this.ACTION(() => this.nodes.title(start, words, seconds));
    }),
  );

  readonly transitionLine = this.RULE('transitionLine', () =>
    this.line<syntax.TransitionLine>('transition', () => {
      const start = this.CONSUME(b.transition);
      const name = this.CONSUME(t.TransitionName);
      const seconds = this.OPTION(() => this.SUBRULE(this.length));
      this.CONSUME(t.LineEnd);
      return this.ACTION(() => this.nodes.transition(start, name, seconds));
    }),
  );

  readonly clipLine = this.RULE('clipLine', () =>
    this.line<syntax.ClipLine>('clip', () => {
      const start = this.CONSUME(b.clip);
      const target = this.SUBRULE(this.target);
      const range = this.OPTION(() => this.SUBRULE(this.range));
      this.CONSUME(t.LineEnd);
      return this.ACTION(() => this.nodes.clip(start, target, range));
    }),
  );

  readonly stillLine = this.RULE('stillLine', () =>
    this.line<syntax.StillLine>('still', () => {
      const start = this.CONSUME(b.still);
      const medium = this.SUBRULE(this.medium);
      const seconds = this.SUBRULE(this.length);
      this.CONSUME(t.LineEnd);
      return this.ACTION(() => this.nodes.still(start, medium, seconds));
    }),
  );

  readonly blackLine = this.RULE('blackLine', () =>
    this.line<syntax.BlackLine>('black', () => {
      const start = this.CONSUME(b.black);
      const seconds = this.SUBRULE(this.length);
      this.CONSUME(t.LineEnd);
      return this.ACTION(() => this.nodes.black(start, seconds));
    }),
  );

  // -------------------------------------------------------------- shots

  readonly shotBlock = this.RULE('shotBlock', () => {
    const token = this.CONSUME(b.shot);
    const header = this.readHeader(token, () => {
      this.OPTION1(() => {
        this.head.name = this.SUBRULE(this.name);
      });
      this.MANY1(() => {
        this.OR([
          {
            ALT: () => {
              const length = this.SUBRULE(this.length);
              this.ACTION(() => {
                this.head.seconds = this.nodes.shotSeconds(length, this.head);
              });
            },
          },
          {
            ALT: () => {
              const relation = this.SUBRULE(this.relation);
              this.ACTION(() => {
                this.head.relation = this.nodes.oneRelation(relation, this.head);
              });
            },
          },
        ]);
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
    return this.ACTION(() => this.nodes.shot(token, header, body));
  });

  /** A number without a unit is read as seconds, so that its one message is the only one. */
  readonly length = this.RULE('length', () =>
    this.OR([
      { ALT: () => this.nodes.lengthOf(this.CONSUME(t.Length)) },
      { ALT: () => this.nodes.bareLength(this.CONSUME(t.Digits)) },
    ]),
  );

  readonly relation = this.RULE('relation', () => {
    const targets: syntax.Target[] = [];
    const kind = this.CONSUME(t.Relation);
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => targets.push(this.SUBRULE(this.target)),
    });
    return this.ACTION(() => this.nodes.relation(kind, targets));
  });

  readonly target = this.RULE('target', () =>
    this.OR<syntax.Target>([
      { ALT: () => this.nodes.mentionTarget(this.CONSUME(t.Mention)) },
      { ALT: () => this.nodes.shotName(this.CONSUME(t.DottedName)) },
      { ALT: () => this.nodes.shotName(this.CONSUME(t.Word)) },
      { ALT: () => this.nodes.shotName(this.CONSUME(t.Digits)) },
      { ALT: () => this.nodes.shotName(this.CONSUME(b.like)) },
    ]),
  );

  readonly name = this.RULE('name', () => {
    const token = this.OR([
      { ALT: () => this.CONSUME(t.Word) },
      { ALT: () => this.CONSUME(t.Digits) },
      { ALT: () => this.CONSUME(b.like) },
    ]);
    return this.ACTION(() => this.nodes.name(token));
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
      return this.ACTION(() => this.nodes.dialogue(speakers, before, after, words));
    }),
  );

  // -------------------------------------------------------------- fields

  private fieldAlternatives: { ALT: () => syntax.FieldLine | syntax.BadLine }[] | undefined;

  readonly fieldLine = this.RULE('fieldLine', () =>
    this.line<syntax.FieldLine>('field', () => {
      const field = this.OR((this.fieldAlternatives ??= this.alternativesOfField()));
      this.CONSUME(t.LineEnd);
      return field;
    }),
  );

  private alternativesOfField(): { ALT: () => syntax.FieldLine | syntax.BadLine }[] {
    const alternative = (read: () => syntax.FieldLine | syntax.BadLine) => ({ ALT: read });
    return [
      alternative(() => {
        const key = this.CONSUME(f.words);
        return this.nodes.words(key, this.CONSUME1(t.Words), this.block);
      }),
      alternative(() => {
        const key = this.CONSUME(f['words-or-mention']);
        return this.nodes.wordsOrMention(key, this.CONSUME2(t.Words), this.block);
      }),
      alternative(() => {
        const key = this.CONSUME(f.service);
        return this.nodes.service(key, this.CONSUME3(t.Words), this.block);
      }),
      alternative(() => {
        const key = this.CONSUME(f.symbol);
        return this.nodes.symbol(key, this.CONSUME(t.Symbol));
      }),
      alternative(() => {
        const key = this.CONSUME(f.keyword);
        return this.nodes.keyword(key, this.CONSUME1(t.ValueWord), this.block);
      }),
      alternative(() => {
        const key = this.CONSUME(f.integer);
        return this.SUBRULE(this.integerValue, { ARGS: [key] });
      }),
      alternative(() => {
        const key = this.CONSUME(f.decimal);
        return this.SUBRULE(this.loudnessValue, { ARGS: [key] });
      }),
      alternative(() => {
        const key = this.CONSUME(f.length);
        return this.SUBRULE(this.lengthValue, { ARGS: [key] });
      }),
      alternative(() => {
        const key = this.CONSUME(f.range);
        const value = this.SUBRULE(this.range);
        return this.ACTION(() => this.nodes.range(key, value));
      }),
      alternative(() => {
        const key = this.CONSUME(f.money);
        return this.SUBRULE(this.moneyValue, { ARGS: [key] });
      }),
      alternative(() => {
        const key = this.CONSUME(f.mentions);
        return this.SUBRULE(this.mentionsValue, { ARGS: [key] });
      }),
      alternative(() => {
        const key = this.CONSUME(f.mention);
        return this.SUBRULE(this.mentionValue, { ARGS: [key] });
      }),
      alternative(() => {
        const key = this.CONSUME(f.medium);
        const value = this.SUBRULE1(this.medium);
        return this.ACTION(() => this.nodes.medium(key, value));
      }),
      alternative(() => {
        const key = this.CONSUME(f.frame);
        const value = this.SUBRULE1(this.source);
        return this.ACTION(() => this.nodes.medium(key, value));
      }),
      alternative(() => {
        const key = this.CONSUME(f.opening);
        return this.SUBRULE(this.openingValue, { ARGS: [key] });
      }),
      alternative(() => {
        const key = this.CONSUME(f.reference);
        return this.SUBRULE(this.referenceValue, { ARGS: [key] });
      }),
      alternative(() => {
        const key = this.CONSUME(f.soundtrack);
        return this.SUBRULE(this.soundtrackValue, { ARGS: [key] });
      }),
      alternative(() => {
        const key = this.CONSUME(f.cover);
        const value = this.SUBRULE2(this.medium);
        return this.ACTION(() => this.nodes.cover(key, value, this.block));
      }),
      alternative(() => this.nodes.reservedField(this.CONSUME(t.ReservedField), this.block)),
    ];
  }

  readonly integerValue = this.RULE('integerValue', (key: IToken) =>
    this.OR<syntax.FieldLine | syntax.BadLine>([
      {
        ALT: () => {
          const token = this.CONSUME(t.Digits);
          return this.ACTION(() => this.nodes.integer(key, token, this.block));
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(t.ValueWord);
          return this.ACTION(() => this.nodes.keyword(key, token, this.block));
        },
      },
    ]),
  );

  readonly loudnessValue = this.RULE('loudnessValue', (key: IToken) => {
    const number = this.OR([
      { ALT: () => this.CONSUME(t.Loudness) },
      { ALT: () => this.CONSUME(t.Digits) },
    ]);
    return this.ACTION(() => this.nodes.decimal(key, number));
  });

  readonly lengthValue = this.RULE('lengthValue', (key: IToken) =>
    this.OR<syntax.FieldLine | syntax.BadLine>([
      {
        ALT: () => {
          const length = this.SUBRULE(this.length);
          return this.ACTION(() => this.nodes.length(key, length));
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(t.ValueWord);
          return this.ACTION(() => this.nodes.keyword(key, token, this.block));
        },
      },
    ]),
  );

  readonly moneyValue = this.RULE('moneyValue', (key: IToken) =>
    this.OR<syntax.FieldLine | syntax.BadLine>([
      {
        ALT: () => {
          const token = this.CONSUME(t.Money);
          return this.ACTION(() => this.nodes.money(key, token));
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(t.ValueWord);
          return this.ACTION(() => this.nodes.keyword(key, token, this.block));
        },
      },
    ]),
  );

  readonly mentionsValue = this.RULE('mentionsValue', (key: IToken) =>
    this.OR<syntax.FieldLine | syntax.BadLine>([
      {
        ALT: () => {
          const mentions = [this.CONSUME1(t.Mention)];
          this.MANY(() => {
            this.OPTION(() => this.CONSUME(t.Comma));
            mentions.push(this.CONSUME2(t.Mention));
          });
          return this.ACTION(() => this.nodes.mentions(key, mentions));
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(t.Word);
          return this.ACTION(() => this.nodes.keyword(key, token, this.block));
        },
      },
    ]),
  );

  readonly mentionValue = this.RULE('mentionValue', (key: IToken) =>
    this.OR<syntax.FieldLine | syntax.BadLine>([
      {
        ALT: () => {
          const token = this.CONSUME(t.Mention);
          return this.ACTION(() => this.nodes.mention(key, token));
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(t.Word);
          return this.ACTION(() => this.nodes.keyword(key, token, this.block));
        },
      },
    ]),
  );

  readonly openingValue = this.RULE('openingValue', (key: IToken) =>
    this.OR([
      {
        ALT: () => {
          const start = this.CONSUME(t.LastOf);
          const target = this.SUBRULE(this.target);
          return this.ACTION(() => this.nodes.lastOf(key, start, target, this.block));
        },
      },
      {
        ALT: () => {
          const value = this.SUBRULE(this.source);
          return this.ACTION(() => this.nodes.medium(key, value));
        },
      },
    ]),
  );

  readonly referenceValue = this.RULE('referenceValue', (key: IToken) => {
    const medium = this.SUBRULE(this.source);
    const purpose = this.OPTION(() => {
      this.CONSUME(t.For);
      return this.CONSUME(t.Words);
    });
    return this.ACTION(() => this.nodes.reference(key, medium, purpose));
  });

  readonly soundtrackValue = this.RULE('soundtrackValue', (key: IToken) => {
    const medium = this.SUBRULE(this.source);
    const level = this.OPTION(() => this.CONSUME(t.Level));
    return this.ACTION(() => this.nodes.soundtrack(key, medium, level));
  });

  readonly medium = this.RULE('medium', () =>
    this.OR([
      { ALT: () => this.nodes.quotedMedium(this.CONSUME(t.Quoted)) },
      { ALT: () => this.nodes.bareMedium(this.CONSUME(t.Medium)) },
    ]),
  );

  /** A medium, or an asset that has one. */
  readonly source = this.RULE('source', () =>
    this.OR<syntax.MediumNode | ({ kind: 'mention' } & syntax.MentionNode)>([
      { ALT: () => this.SUBRULE(this.medium) },
      { ALT: () => this.nodes.mentionTarget(this.CONSUME(t.Mention)) },
    ]),
  );

  readonly range = this.RULE('range', () =>
    this.OR([
      {
        ALT: () => {
          const from = this.SUBRULE1(this.length);
          const mark = this.CONSUME1(t.RangeMark);
          const to = this.OPTION(() => this.SUBRULE2(this.length));
          return this.ACTION(() => this.nodes.rangeOf(mark, from, to));
        },
      },
      {
        ALT: () => {
          const mark = this.CONSUME2(t.RangeMark);
          const to = this.SUBRULE3(this.length);
          return this.ACTION(() => this.nodes.rangeOf(mark, undefined, to));
        },
      },
    ]),
  );

  // -------------------------------------------------------------- recovery

  /** What a header has said so far; it stands even where its line is not understood to the end. */
  private get head(): Header {
    return this.header;
  }

  private readHeader(token: IToken, read: () => void): Header {
    this.header = {};
    const misread = (): void => {
      this.header.misread = true;
    };
    this.attempt({ kind: undefined, first: token, read, misread });
    this.header.end = this.endOfLine();
    return this.header;
  }

  private line<T extends syntax.Node>(
    kind: BlockKeyword | 'field' | 'dialogue',
    read: () => T | syntax.BadLine,
  ): T | syntax.BadLine {
    const first = this.LA(1);
    const misread = () => this.nodes.bad(first.startOffset, this.endOfLine());
    return this.attempt<T | syntax.BadLine>({ kind, first, read, misread });
  }

  private attempt<T>({ kind, first, read, misread }: Attempt<T>): T {
    if (this.RECORDING_PHASE) return read();
    const { block } = this;
    try {
      return read();
    } catch (error) {
      if (!isMisread(error)) throw error;
      this.nodes.problems.notUnderstood(
        { found: error.token, previous: this.LA(0), expected: error.message },
        this.nodes.lineBeingRead(kind ?? this.nodes.keywordOf(first), first, block),
      );
      while (!this.isAt(t.LineEnd) && !this.isAt(EOF)) this.SKIP_TOKEN();
      this.SKIP_TOKEN();
      return misread();
    }
  }

  /** The end of what stands before the `LineEnd` that was read last. */
  private endOfLine(): number {
    return this.RECORDING_PHASE ? 0 : spanOf(this.LA(-1)).end;
  }

  /** Tokens that no rule has read. */
  get hasLeftOver(): boolean {
    return !this.isAt(EOF);
  }

  private isAt(type: TokenType): boolean {
    return this.LA(1).tokenType === type;
  }
}

function isMisread(error: unknown): error is Error & IRecognitionException {
  return error instanceof Error && isRecognitionException(error);
}
