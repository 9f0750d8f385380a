import { type ReactNode, useId } from 'react';
import './Field.css';

export interface FieldProps {
  readonly label: ReactNode;
  /** Below the control: what to know. */
  readonly hint?: ReactNode;
  /** Below the control instead of the hint: what is wrong and what to do. `problem.of('name')` gives the server's words. */
  readonly error?: ReactNode;
  /** Shows that it may stay empty; everything else is needed. */
  readonly optional?: string;
  readonly children: (props: ControlProps) => ReactNode;
}

/** What the control of a field is given, whatever it is. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
  readonly status?: 'error';
}

/** A label, the control (it gets the id), and below it what is wrong or what to know. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const id = useId();
  const below = error || hint;
  return (
    <div className="hx-field">
      <label htmlFor={id}>
        {label}
        {optional ? <span className="t3"> {optional}</span> : null}
      </label>
      {children({
        id,
        ...(below ? { 'aria-describedby': `${id}-below` } : {}),
        ...(error ? { status: 'error' as const, 'aria-invalid': true as const } : {}),
      })}
      {below ? (
        <p id={`${id}-below`} className={error ? 'wrong' : undefined}>
          {below}
        </p>
      ) : null}
    </div>
  );
}

/** Fields below one another, at most 480 px wide. */
export function Form({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      className="hx-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
