/** The first Han character or the first letter of a name, in a grey circle. */
export function Avatar({ name, size = 24 }: { name: string; size?: number }) {
  const letter = Array.from(name.trim())[0]?.toUpperCase() ?? '·';
  return (
    <span
      aria-hidden="true"
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        justifyContent: 'center',
        flex: 'none',
        width: size,
        height: size,
        borderRadius: '50%',
        fontSize: Math.max(11, Math.round(size / 2)),
        lineHeight: 1,
        fontWeight: 500,
        background: 'var(--sunken)',
        color: 'var(--ink-2)',
      }}
    >
      {letter}
    </span>
  );
}
