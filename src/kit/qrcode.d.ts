/** What we use of the package, which carries no types. */
declare module 'qrcode' {
  interface Options {
    readonly errorCorrectionLevel?: 'L' | 'M' | 'Q' | 'H';
    readonly margin?: number;
    readonly width?: number;
    readonly type?: 'svg';
  }
  export function toString(text: string, options: Options): Promise<string>;
  export function toBuffer(text: string, options: Omit<Options, 'type'>): Promise<Buffer>;
}
