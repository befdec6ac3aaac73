/** One thing that the doctor looked at. `problem` says what to do; a `note` is no problem. */
export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'note' | 'problem';
  readonly text: string;
}
