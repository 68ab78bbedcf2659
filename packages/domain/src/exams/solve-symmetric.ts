/**
 * Solves a positive definite system in place by Cholesky's factorisation; `matrix` is row-major, `size` × `size`, and
 * is overwritten by its factor, `vector` by the solution. A pivot at or below `ridge` times the largest diagonal entry
 * is lifted to it, so that a direction without information gives a short step instead of an infinite one.
 * Returns how many pivots had to be lifted.
 */
export function solveSymmetric(matrix: Float64Array, vector: Float64Array, size: number, ridge = 1e-12): number {
  const lifted = factorise(matrix, size, ridge);
  for (let i = 0; i < size; i++) {
    let sum = vector[i]!;
    for (let k = 0; k < i; k++) sum -= matrix[i * size + k]! * vector[k]!;
    vector[i] = sum / matrix[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = vector[i]!;
    for (let k = i + 1; k < size; k++) sum -= matrix[k * size + i]! * vector[k]!;
    vector[i] = sum / matrix[i * size + i]!;
  }
  return lifted;
}

/** The diagonal of the inverse of a positive definite matrix, which is overwritten; and how many pivots were lifted. */
export function inverseDiagonal(
  matrix: Float64Array,
  size: number,
): { diagonal: Float64Array; inverse: Float64Array; lifted: number } {
  const lifted = factorise(matrix, size, 1e-12);
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    for (let i = column; i < size; i++) {
      let sum = i === column ? 1 : 0;
      for (let k = column; k < i; k++) sum -= matrix[i * size + k]! * inverse[column * size + k]!;
      inverse[column * size + i] = sum / matrix[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = i >= column ? inverse[column * size + i]! : 0;
      for (let k = i + 1; k < size; k++) sum -= matrix[k * size + i]! * inverse[column * size + k]!;
      inverse[column * size + i] = sum / matrix[i * size + i]!;
    }
  }
  return { diagonal: Float64Array.from({ length: size }, (_, i) => inverse[i * size + i]!), inverse, lifted };
}

function factorise(matrix: Float64Array, size: number, ridge: number): number {
  let largest = 0;
  for (let i = 0; i < size; i++) largest = Math.max(largest, Math.abs(matrix[i * size + i]!));
  const least = Math.max(largest * ridge, Number.MIN_VALUE * 1e16);
  let lifted = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * size + k]! * matrix[j * size + k]!;
      if (i > j) matrix[i * size + j] = sum / matrix[j * size + j]!;
      else {
        if (!(sum > least)) lifted++;
        matrix[i * size + i] = Math.sqrt(sum > least ? sum : least);
      }
    }
  }
  return lifted;
}
