declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** The next place where a line may break; null after the last, which is the text's end. */
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
}
