/**
 * The page's one stylesheet. A strict policy forbids styles in attributes, so a picture and a place
 * on a scale each become a class here; a picture stands in the page once, however often it is shown.
 */

export class Sheet {
  readonly #rules: string[];
  readonly #pictures = new Map<string, string>();
  readonly #places = new Map<string, string>();

  /** @param base the rules that every page has */
  constructor(base: string) {
    this.#rules = [base];
  }

  /** The class that shows the picture. @param dataUri `data:image/…;base64,…` */
  picture(dataUri: string): string {
    if (!/^data:image\/[a-z]+;base64,[\w+/=]+$/.test(dataUri)) {
      throw new RangeError('a picture is a data URI of an image in base64');
    }
    return this.#class(this.#pictures, dataUri, 'p', `background-image:url(${dataUri})`);
  }

  /** The class that places a block on a scale. Both are shares of the whole, from 0 to 1. */
  place(from: number, width: number): string {
    const rule = `left:${percent(from)};width:${percent(width)}`;
    return this.#class(this.#places, rule, 'x', rule);
  }

  get text(): string {
    return this.#rules.join('\n');
  }

  #class(known: Map<string, string>, key: string, letter: string, rule: string): string {
    const before = known.get(key);
    if (before !== undefined) return before;
    const name = `${letter}${known.size + 1}`;
    known.set(key, name);
    this.#rules.push(`.${name}{${rule}}`);
    return name;
  }
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(3))}%`;
}
