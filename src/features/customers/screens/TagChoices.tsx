import { useEndpoint } from '../../../console/query.ts';
import { listTags } from '../contract.ts';
import './TagChoices.css';

/** Tags in use that contain what is typed: choosing one is better than writing a second spelling. */
export function TagChoices({
  typed,
  has = [],
  choose,
}: {
  typed: string;
  has?: readonly string[];
  choose: (tag: string) => void;
}) {
  const known = useEndpoint(listTags, {});
  const near = (known.data?.items ?? [])
    .map((one) => one.tag)
    .filter((tag) => tag !== typed && tag.includes(typed) && !has.includes(tag))
    .slice(0, 8);
  if (near.length === 0) return null;
  return (
    <div className="hx-tag-choices">
      {near.map((tag) => (
        <button key={tag} type="button" className="hx-tag" onClick={() => choose(tag)}>
          {tag}
        </button>
      ))}
    </div>
  );
}
