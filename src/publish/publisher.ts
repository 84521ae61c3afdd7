/**
 * How a file of this machine gets an address that the service can read. One interface: storage of
 * one's own stands behind it for the live service, the simulator's own files for the simulator.
 */

/** A file whose bytes are known: enough to name it by content and to send it by its length. */
export interface LocalFile {
  /** Absolute. */
  readonly path: string;
  /** Of the whole file, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** With its dot, by what the bytes are and not by the file's name: `.mp4`. */
  readonly extension: string;
}

export interface Publisher {
  /**
   * An address of the file's bytes, fresh at each call: it may be signed, and is then a key of a
   * kind, for the body of a request and for nothing else. Bytes that are there already are not sent
   * again.
   * @throws Failure `configuration`, `file-missing` or `service-unavailable`, that names what to set
   */
  publish(file: LocalFile, options?: { readonly signal?: AbortSignal }): Promise<string>;
  close(): Promise<void>;
}
