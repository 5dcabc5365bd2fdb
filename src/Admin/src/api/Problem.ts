import { isObject, type Json, type JsonObject } from './json';

/** What is wrong, by field: `{"destinations[0]": ["must be a phone number"]}`. */
export type FieldErrors = Record<string, string[]>;

/** A request that did not succeed; `status` 0: the server was not reached. */
export class Problem extends Error {
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldErrors;

  constructor(
    readonly status: number,
    body: JsonObject = {},
    readonly retryAfter?: number,
  ) {
    const title = typeof body.title === 'string' ? body.title : '';
    super(title || `HTTP ${status}`);
    this.title = title;
    this.detail = typeof body.detail === 'string' ? body.detail : '';
    this.errors = isObject(body.errors) ? (body.errors as unknown as FieldErrors) : {};
  }

  static async of(response: Response): Promise<Problem> {
    const seconds = Number(response.headers.get('Retry-After'));
    let body: Json = {};
    try {
      body = (await response.json()) as Json;
    } catch {
      // a proxy's page, for example: the status says enough
    }
    return new Problem(response.status, isObject(body) ? body : {}, seconds > 0 ? seconds : undefined);
  }
}

export function errorsOf(error: unknown): FieldErrors {
  return error instanceof Problem ? error.errors : {};
}
