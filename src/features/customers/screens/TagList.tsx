import { Tag } from '../../../console/ui/Tag.tsx';

/** The first tags and how many more there are. */
export function TagList({ tags, most = 3 }: { tags: readonly string[]; most?: number }) {
  if (tags.length === 0) return null;
  return (
    <span className="row g4" style={{ minWidth: 0 }}>
      {tags.slice(0, most).map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      {tags.length > most ? (
        <span className="f12 t3" title={tags.slice(most).join(' · ')}>
          +{tags.length - most}
        </span>
      ) : null}
    </span>
  );
}
