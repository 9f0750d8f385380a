import { Matrix, pseudoInverse } from 'ml-matrix';

export interface Coefficients {
  readonly values: readonly number[];
  /** Standard errors if the spread is the same everywhere. */
  readonly se: readonly number[];
  /** HC2 standard errors (MacKinnon and White 1985), right when it is not. */
  readonly hc2: readonly number[];
}

/** Ordinary least squares of y on the columns of each row. Write the constant 1 as a column of your own. */
export function leastSquares(rows: readonly (readonly number[])[], y: readonly number[]): Coefficients {
  // Columns of very different size (a share beside an income) are scaled first, else X'X loses half its digits.
  const width = rows[0]?.length ?? 0;
  const scale = Array.from(
    { length: width },
    (_, j) => Math.sqrt(rows.reduce((s, row) => s + (row[j] ?? 0) ** 2, 0)) || 1,
  );
  const x = new Matrix(rows.map((row) => row.map((value, j) => value / (scale[j] ?? 1))));
  const inverse = pseudoInverse(x.transpose().mmul(x));
  const target = Matrix.columnVector([...y]);
  const beta = inverse.mmul(x.transpose().mmul(target));
  const residual = Matrix.sub(target, x.mmul(beta)).to1DArray();
  const spread = residual.reduce((s, e) => s + e * e, 0) / (rows.length - width);
  const bread = x.mmul(inverse);
  const weighted = x.clone();
  residual.forEach((e, i) => {
    const leverage = bread.getRow(i).reduce((s, value, j) => s + value * x.get(i, j), 0);
    weighted.mulRow(i, e ** 2 / (1 - leverage));
  });
  const meat = inverse.mmul(x.transpose().mmul(weighted)).mmul(inverse);
  return {
    values: scale.map((s, j) => beta.get(j, 0) / s),
    se: scale.map((s, j) => Math.sqrt(spread * inverse.get(j, j)) / s),
    hc2: scale.map((s, j) => Math.sqrt(meat.get(j, j)) / s),
  };
}

/** One randomised person: which arm, the outcome, what was known of her before. */
export interface Observation {
  readonly treated: boolean;
  readonly y: number;
  readonly x: readonly number[];
}

/** Effect of treatment from y ~ 1 + treated + x, standard error homoskedastic. */
export function adjustedEffect(people: readonly Observation[]): { value: number; se: number } {
  const fit = leastSquares(
    people.map((p) => [1, p.treated ? 1 : 0, ...p.x]),
    people.map((p) => p.y),
  );
  return { value: fit.values[1] ?? Number.NaN, se: fit.se[1] ?? Number.NaN };
}

/** Lin 2013: x centred and interacted with treatment, HC2. Never less precise than the plain difference in large samples. */
export function linAdjustedEffect(people: readonly Observation[]): { value: number; se: number } {
  const width = people[0]?.x.length ?? 0;
  const centre = Array.from({ length: width }, (_, j) => people.reduce((s, p) => s + (p.x[j] ?? 0), 0) / people.length);
  const rows = people.map((p) => {
    const x = p.x.map((value, j) => value - (centre[j] ?? 0));
    return [1, p.treated ? 1 : 0, ...x, ...x.map((value) => (p.treated ? value : 0))];
  });
  const fit = leastSquares(
    rows,
    people.map((p) => p.y),
  );
  return { value: fit.values[1] ?? Number.NaN, se: fit.hc2[1] ?? Number.NaN };
}
