/**
 * The tree of a formula, as the parser makes it and every printer reads it.
 * `at` is the offset, in UTF-16 units, of the piece in the text as the user typed it.
 */
export type Expr =
  | { readonly kind: 'num'; readonly value: number; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'unary'; readonly op: UnaryOp; readonly a: Expr; readonly at: number }
  | {
      readonly kind: 'binary'
      readonly op: BinaryOp
      readonly a: Expr
      readonly b: Expr
      readonly at: number
    }
  | {
      readonly kind: 'cond'
      readonly c: Expr
      readonly a: Expr
      readonly b: Expr
      readonly at: number
    }
  | {
      readonly kind: 'call'
      readonly fn: string
      readonly args: readonly Expr[]
      readonly at: number
    }

/** The operators before one operand. */
export type UnaryOp = '-' | 'not'
/** The operators between two operands. */
export type BinaryOp = '+' | '-' | '*' | '/' | '^' | Comparison | 'and' | 'or'
type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!='

/** One line of a program. `value` is a bare expression: only a surface ends with one. */
export type Line =
  | { readonly kind: 'assign'; readonly name: string; readonly value: Expr; readonly at: number }
  | { readonly kind: 'state'; readonly states: readonly StateDecl[]; readonly at: number }
  | {
      readonly kind: 'repeat'
      readonly count: number
      readonly body: readonly Line[]
      readonly at: number
    }
  | { readonly kind: 'value'; readonly value: Expr; readonly at: number }

/** `m = 0` in `state m = 0, v = 0`: a name and the formula of its initial value. */
export type StateDecl = { readonly name: string; readonly value: Expr; readonly at: number }

/** The lines of a text, in order. */
export type Program = readonly Line[]
