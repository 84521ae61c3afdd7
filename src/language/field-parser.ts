/** The rules of fields and of the values that headers share with them. */
import { fieldTokens as f, blockTokens as b } from './tokens.ts';
import { LineParser } from './line-parser.ts';
import * as t from './tokens.ts';
import type { IToken } from 'chevrotain';
import type * as syntax from './syntax.ts';

export class FieldParser extends LineParser {
  private lengthAlternatives: { ALT: () => syntax.Length }[] | undefined;

  readonly length = this.RULE('length', () =>
    this.OR(
      (this.lengthAlternatives ??= [
        { ALT: () => this.nodes.lengthOf(this.CONSUME(t.Length)) },
        { ALT: () => this.nodes.bareLength(this.CONSUME(t.Digits)) },
      ]),
    ),
  );

  readonly target = this.RULE('target', () =>
    this.OR<syntax.Target>([
      { ALT: () => this.nodes.mentionTarget(this.CONSUME(t.Mention)) },
      { ALT: () => this.nodes.shotName(this.CONSUME(t.DottedName)) },
      { ALT: () => this.nodes.shotName(this.CONSUME(t.Word)) },
      { ALT: () => this.nodes.shotName(this.CONSUME(t.Digits)) },
      { ALT: () => this.nodes.shotName(this.CONSUME(b.like)) },
    ]),
  );

  private nameAlternatives: { ALT: () => IToken }[] | undefined;

  readonly name = this.RULE('name', () => {
    const token = this.OR(
      (this.nameAlternatives ??= [
        { ALT: () => this.CONSUME(t.Word) },
        { ALT: () => this.CONSUME(t.Digits) },
        { ALT: () => this.CONSUME(b.like) },
      ]),
    );
    return this.nodes.name(token);
  });

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
        return this.nodes.words(key, this.CONSUME2(t.Words), this.block);
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
        return this.nodes.range(key, value);
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
        return this.nodes.medium(key, value);
      }),
      alternative(() => {
        const key = this.CONSUME(f.frame);
        const value = this.SUBRULE1(this.source);
        return this.nodes.medium(key, value);
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
        return this.nodes.cover(key, value);
      }),
      alternative(() => this.nodes.reservedField(this.CONSUME(t.ReservedField), this.block)),
    ];
  }

  readonly integerValue = this.RULE('integerValue', (key: IToken) =>
    this.OR<syntax.FieldLine | syntax.BadLine>([
      {
        ALT: () => {
          const token = this.CONSUME(t.Digits);
          return this.nodes.integer(key, token, this.block);
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(t.ValueWord);
          return this.nodes.keyword(key, token, this.block);
        },
      },
    ]),
  );

  readonly loudnessValue = this.RULE('loudnessValue', (key: IToken) => {
    const number = this.OR([
      { ALT: () => this.CONSUME(t.Loudness) },
      { ALT: () => this.CONSUME(t.Digits) },
    ]);
    return this.nodes.decimal(key, number);
  });

  readonly lengthValue = this.RULE('lengthValue', (key: IToken) =>
    this.OR<syntax.FieldLine | syntax.BadLine>([
      {
        ALT: () => {
          const length = this.SUBRULE(this.length);
          return this.nodes.length(key, length);
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(t.ValueWord);
          return this.nodes.keyword(key, token, this.block);
        },
      },
    ]),
  );

  readonly moneyValue = this.RULE('moneyValue', (key: IToken) =>
    this.OR<syntax.FieldLine | syntax.BadLine>([
      {
        ALT: () => {
          const token = this.CONSUME(t.Money);
          return this.nodes.money(key, token);
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(t.ValueWord);
          return this.nodes.keyword(key, token, this.block);
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
          return this.nodes.mentions(key, mentions);
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(t.Word);
          return this.nodes.keyword(key, token, this.block);
        },
      },
    ]),
  );

  readonly mentionValue = this.RULE('mentionValue', (key: IToken) =>
    this.OR<syntax.FieldLine | syntax.BadLine>([
      {
        ALT: () => {
          const token = this.CONSUME(t.Mention);
          return this.nodes.mention(key, token);
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(t.Word);
          return this.nodes.keyword(key, token, this.block);
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
          return this.nodes.lastOf(key, start, target, this.block);
        },
      },
      {
        ALT: () => {
          const value = this.SUBRULE(this.source);
          return this.nodes.medium(key, value);
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
    return this.nodes.reference(key, medium, purpose);
  });

  readonly soundtrackValue = this.RULE('soundtrackValue', (key: IToken) => {
    const medium = this.SUBRULE(this.source);
    const level = this.OPTION(() => this.CONSUME(t.Level));
    return this.nodes.soundtrack(key, medium, level);
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
          return this.nodes.rangeOf(mark, from, to);
        },
      },
      {
        ALT: () => {
          const mark = this.CONSUME2(t.RangeMark);
          const to = this.SUBRULE3(this.length);
          return this.nodes.rangeOf(mark, undefined, to);
        },
      },
    ]),
  );
}
