/** Tags, and membership of other segments. */
import type { Group } from '../ast.ts';
import type { Finding, Kind, Leaf } from '../kind.ts';
import { isText, LIMITS } from '../ast.ts';
import { MEMBERSHIP, SETS } from '../operator.ts';
import { all, any, column, compare, type Expr, member, param, type Query } from '../sql-tree.ts';
import { joinNeeds, needs, NOTHING } from '../needs.ts';
import { predicateOfGroup, sqlOfGroup, turnsOfGroup } from '../compile.ts';
import { quote, sayList } from '../phrase.ts';
import { ConditionError } from '../problem.ts';

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).filter(isText);

function checkTexts(leaf: Leaf): Finding[] {
  const given = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  const texts = textsOf(leaf.value);
  if (texts.length === 0) return [{ code: 'value_missing', words: { zh: '还没有选', en: 'nothing is chosen yet' } }];
  if (texts.length !== given.length || texts.length > LIMITS.listItems)
    return [{ code: 'value_type', words: { zh: '值类型不对', en: 'the value does not fit' } }];
  return [];
}

function tagQuery(workspace: string, condition: Expr): Query {
  return {
    select: [{ expr: column('t', 'customer_id'), as: 'customer_id' }],
    from: { table: 'customer_tag', as: 't' },
    where: all(compare(column('t', 'workspace_id'), '=', param(workspace, 'text')), condition),
  };
}

export const tagKind: Kind = {
  name: 'tag',
  operators: SETS,
  check: checkTexts,
  read: () => (facts) => [...facts.tags].sort(),
  test(leaf) {
    const wanted = textsOf(leaf.value);
    return (left) => {
      const tags = new Set(Array.isArray(left) ? left : []);
      return leaf.positive === 'hasAll' ? wanted.every((tag) => tags.has(tag)) : wanted.some((tag) => tags.has(tag));
    };
  },
  predicate(leaf) {
    const wanted = textsOf(leaf.value);
    const [only = ''] = wanted;
    if (wanted.length === 1) return ({ tags }) => tags.has(only);
    if (leaf.positive === 'hasAll') return ({ tags }) => wanted.every((tag) => tags.has(tag));
    return ({ tags }) => wanted.some((tag) => tags.has(tag));
  },
  sql(leaf, { workspace }) {
    const wanted = textsOf(leaf.value);
    const tag = column('t', 'tag');
    if (leaf.positive === 'hasAll')
      return all(...wanted.map((each) => member(tagQuery(workspace, compare(tag, '=', param(each, 'text'))))));
    return member(tagQuery(workspace, { is: 'oneOf', left: tag, values: wanted, as: 'text' }));
  },
  left: (_leaf, { workspace }) => {
    const own = compare(column('t', 'customer_id'), '=', column('c', 'customer_id'));
    return {
      is: 'arrayOf',
      of: { is: 'scalar', query: { ...tagQuery(workspace, own), select: [{ expr: column('t', 'tag'), as: 'tag' }] } },
    };
  },
  say(leaf) {
    const all = leaf.positive === 'hasAll';
    const list = sayList(textsOf(leaf.value).map(quote), all ? 'and' : 'or');
    const several = textsOf(leaf.value).length > 1;
    if (leaf.operator.negates === undefined) return { zh: `有标签${list.zh}`, en: `has the tag ${list.en}` };
    return all && several
      ? { zh: `没有同时有标签${list.zh}`, en: `does not have all of the tags ${list.en}` }
      : { zh: `没有标签${list.zh}`, en: `does not have the tag ${list.en}` };
  },
  show: (_leaf, left) => {
    const tags = Array.isArray(left) ? left.map(String) : [];
    return tags.length > 0 ? sayList(tags.map(quote), 'and') : { zh: '没有标签', en: 'no tags' };
  },
  needs: (leaf) => ({ tags: new Set(textsOf(leaf.value)) }),
};

/** The conditions of the segments named, put in place; a segment that mentions itself is refused by `check`. */
function conditionsOf(leaf: Leaf): readonly { id: string; condition: Group }[] {
  return textsOf(leaf.value).map((id) => {
    const segment = leaf.catalogue.segment.get(id);
    if (!segment?.condition || leaf.trail.includes(id)) {
      throw new ConditionError([
        { path: [], code: 'unknown_segment', words: { zh: `分群 ${id} 无法使用`, en: `segment ${id} cannot be used` } },
      ]);
    }
    return { id, condition: segment.condition };
  });
}

export const segmentKind: Kind = {
  name: 'segment',
  operators: MEMBERSHIP,
  check(leaf) {
    const found = checkTexts(leaf);
    for (const id of textsOf(leaf.value)) {
      if (!leaf.catalogue.segment.has(id))
        found.push({ code: 'unknown_segment', words: { zh: `没有分群 ${id}`, en: `there is no segment ${id}` } });
      else if (leaf.trail.includes(id))
        found.push({
          code: 'segment_cycle',
          words: { zh: '分群互相引用，绕成了圈', en: 'the segments refer to each other in a circle' },
        });
    }
    return found;
  },
  read(leaf) {
    const inside = conditionsOf(leaf).map(({ id, condition }) =>
      predicateOfGroup(condition, leaf.catalogue, [...leaf.trail, id]),
    );
    return (facts, at) => inside.some((holds) => holds(facts, at));
  },
  test: () => (left) => left === true,
  sql: (leaf, env) =>
    any(
      ...conditionsOf(leaf).map(({ id, condition }) => sqlOfGroup(condition, leaf.catalogue, env, [...leaf.trail, id])),
    ),
  left(leaf, env) {
    return { is: 'notNull', of: { is: 'when', test: this.sql(leaf, env), then: param(true, 'boolean') } };
  },
  say(leaf) {
    const labels = textsOf(leaf.value).map((id) => leaf.catalogue.segment.get(id)?.label ?? { zh: id, en: id });
    const list = sayList(labels.map(quote), 'or');
    return { zh: `${leaf.operator.label.zh}分群${list.zh}`, en: `${leaf.operator.label.en} segment ${list.en}` };
  },
  show: (_leaf, left) => (left === true ? { zh: '属于', en: 'a member' } : { zh: '不属于', en: 'not a member' }),
  turns: (leaf, env, since) =>
    any(
      ...conditionsOf(leaf).map(({ id, condition }) =>
        turnsOfGroup(condition, leaf.catalogue, env, since, [...leaf.trail, id]),
      ),
    ),
  needs: (leaf) =>
    conditionsOf(leaf)
      .map(({ id, condition }) => needs(condition, leaf.catalogue, [...leaf.trail, id]))
      .reduce(joinNeeds, { ...NOTHING, segments: new Set(textsOf(leaf.value)) }),
};
