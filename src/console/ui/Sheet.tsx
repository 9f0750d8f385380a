import { Drawer, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { usePhone } from '../lib/media.ts';
import { Button } from './Button.tsx';
import './Sheet.css';

export interface SheetProps {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly close: () => void;
  /** `panel` (default): at the right, beside the page. `dialog`: a short question in the middle. Both rise from below on a phone. */
  readonly kind?: 'panel' | 'dialog';
  /** px on a desktop; default 400 (panel) or 480 (dialog). */
  readonly width?: number;
  /** Names the result: 删除 3 个标签. Full width on a phone. */
  readonly primary?: {
    readonly label: string;
    readonly onClick: () => void;
    readonly disabled?: boolean;
    readonly loading?: boolean;
    readonly danger?: boolean;
  };
  /** Words before the buttons: what will happen, why it cannot be done yet. */
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}

/** A drawer or a dialog; a sheet on a phone. Escape and a click outside close it. */
export function Sheet({ open, title, close, kind = 'panel', width, primary, note, children }: SheetProps) {
  const phone = usePhone();
  const t = useShellWords();
  const buttons = primary ? (
    <div className="hx-sheet-foot">
      {note ? <span className="note">{note}</span> : null}
      <span className="grow" />
      <Button size={phone ? 'large' : 'middle'} onClick={close}>
        {t('confirm.cancel')}
      </Button>
      <Button
        type="primary"
        size={phone ? 'large' : 'middle'}
        danger={primary.danger}
        disabled={primary.disabled}
        loading={primary.loading}
        onClick={primary.onClick}
      >
        {primary.label}
      </Button>
    </div>
  ) : null;
  if (kind === 'dialog' && !phone)
    return (
      <Modal open={open} title={title} onCancel={close} width={width ?? 480} footer={buttons} destroyOnHidden centered>
        {children}
      </Modal>
    );
  return (
    <Drawer
      open={open}
      title={title}
      onClose={close}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? (kind === 'dialog' ? 'default' : '92dvh') : (width ?? 400)}
      footer={buttons}
      destroyOnHidden
      rootClassName={phone ? `hx-sheet phone ${kind}` : 'hx-sheet'}
    >
      {children}
    </Drawer>
  );
}
