import type { Expr } from '#formula/expr.ts'

/** Adds the names an expression reads to `names`. A loop, as a long sum is a deep tree. */
export function addNames(expr: Expr, names: Set<string>): void {
  const rest = [expr]
  for (let next = rest.pop(); next; next = rest.pop()) {
    switch (next.kind) {
      case 'num':
        break
      case 'name':
        names.add(next.name)
        break
      case 'unary':
        rest.push(next.a)
        break
      case 'binary':
        rest.push(next.a, next.b)
        break
      case 'cond':
        rest.push(next.c, next.a, next.b)
        break
      case 'call':
        rest.push(...next.args)
    }
  }
}
