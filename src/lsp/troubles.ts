/** Trouble goes to the editor, and the server lives on. */
import {
  type Connection,
  LogMessageNotification,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from 'vscode-languageserver';
import { Failure } from '../failure.ts';

export class Troubles {
  readonly #connection: Connection;
  /** What the editor was shown last, until it is over. */
  #shown: string | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** What the work came to: its result, or the trouble, which has been told. */
  async of<R>(what: string, work: () => Promise<R>): Promise<R | Error> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ResponseError) return error;
      if (error instanceof Failure) {
        this.#show(error);
        return error;
      }
      const fault = error instanceof Error ? error : new Error(String(error));
      this.#log(`${what}: ${fault.stack ?? fault.message}`);
      return fault;
    }
  }

  /** The same as the answer to a request. */
  async answered<R>(what: string, answer: () => Promise<R>): Promise<R | ResponseError<void>> {
    const result = await this.of(what, answer);
    if (!(result instanceof Error)) return result;
    return new ResponseError(LSPErrorCodes.RequestFailed, result.message);
  }

  /** Should it come again, it is shown again. */
  over(): void {
    this.#shown = undefined;
  }

  /** A trouble without a place in a script (the project's file is wrong): once, not at every key. */
  #show({ message: what, hint }: Failure): void {
    const message = hint === undefined ? what : `${what}\n${hint}`;
    if (message === this.#shown) return;
    this.#shown = message;
    const type = MessageType.Error;
    void this.#connection.sendNotification(ShowMessageNotification.type, { type, message });
  }

  #log(message: string): void {
    const type = MessageType.Error;
    void this.#connection.sendNotification(LogMessageNotification.type, { type, message });
  }
}
