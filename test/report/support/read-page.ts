/** A page read by a parser that is not ours, as a browser would read it. */
import { parse, type DefaultTreeAdapterTypes } from 'parse5';

type ParsedNode = DefaultTreeAdapterTypes.Node;

export interface PageElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All the text in it. */
  readonly text: string;
}

export interface ReadPage {
  readonly elements: readonly PageElement[];
  /** What a reader sees, without the stylesheet. */
  readonly text: string;
  /** Elements of that name, in order. */
  all(name: string): readonly PageElement[];
}

export function readPage(page: string): ReadPage {
  const elements: PageElement[] = [];
  const text = visit(parse(page), elements);
  return { elements, text, all: (name) => elements.filter((one) => one.name === name) };
}

/** Adds the elements below `node` in the order of the page; gives the text. */
function visit(node: ParsedNode, elements: PageElement[]): string {
  if ('value' in node) return node.value;
  if (!('childNodes' in node)) return '';
  const place = elements.length;
  const inner: PageElement[] = [];
  const text = node.childNodes.map((child) => visit(child, inner)).join('');
  if ('tagName' in node) {
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    elements.push({ name: node.tagName, attributes, text });
  }
  elements.splice(place + ('tagName' in node ? 1 : 0), 0, ...inner);
  return 'tagName' in node && node.tagName === 'style' ? '' : text;
}
