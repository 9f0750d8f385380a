import { type ReactNode, useRef, useState } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { Icon } from './Icon.tsx';
import './FileDrop.css';

/** A place to drop a file, or several, or to choose them by click or key. */
export function FileDrop({
  accept,
  onFile,
  onFiles,
  title,
  hint,
  disabled,
}: {
  /** As in <input accept>: `.csv,.xlsx`. */
  accept?: string;
  onFile?: (file: File) => void;
  /** Several at once, instead of `onFile`. */
  onFiles?: (files: readonly File[]) => void;
  title?: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}) {
  const t = useShellWords();
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (!file || disabled) return;
    if (onFiles) onFiles([...(files ?? [])]);
    else onFile?.(file);
  };
  return (
    <label
      className={over ? 'hx-drop over' : 'hx-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <span className="mark">
        <Icon name="upload" size={20} />
      </span>
      <span className="fw5">{title ?? t('upload.drop')}</span>
      {hint ? <span className="f12 t3">{hint}</span> : null}
      <input
        ref={field}
        type="file"
        accept={accept}
        multiple={onFiles !== undefined}
        disabled={disabled}
        onChange={(event) => {
          take(event.target.files);
          // The same file can be chosen again after it was corrected.
          event.target.value = '';
        }}
      />
    </label>
  );
}
