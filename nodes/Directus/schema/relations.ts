import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';

/** A field that stands for several records of another collection. */
export interface ToMany {
  /** The collection whose records point back: of a relation of many to many, the one in between. */
  collection: string;
  /** The field with which they do. */
  field: string;
  /** In between: the field that points to the other side. */
  junctionField?: string;
  /** In between: the collection of the other side; undefined where there may be several. */
  other?: string;
}

/** How collections are connected, as far as the caller may see it. */
export class Relations {
  private readonly many = new Map<string, ToMany>();

  private readonly one = new Map<string, string>();

  /** @param rows what the route of relations gives */
  constructor(rows: readonly Json[]) {
    for (const row of rows.filter(isObject)) {
      const { collection, field, related_collection: related } = row;
      if (typeof related === 'string') this.one.set(nameOf(asText(collection), asText(field)), related);
    }
    for (const row of rows.filter(isObject)) this.add(row);
  }

  /** What a field stands for, if for several records. */
  toMany(collection: string, field: string): ToMany | undefined {
    return this.many.get(nameOf(collection, field));
  }

  /** The collection whose record a field points to. */
  toOne(collection: string, field: string): string | undefined {
    return this.one.get(nameOf(collection, field));
  }

  /** The names of all fields of a collection that lead to others. */
  fieldsOf(collection: string): string[] {
    return [...this.many.keys(), ...this.one.keys()].flatMap((name) => {
      const [of, field = ''] = JSON.parse(name) as [string, string?];
      return of === collection ? [field] : [];
    });
  }

  private add({ collection, field, related_collection: related, meta }: JsonObject): void {
    if (typeof related !== 'string' || !isObject(meta) || typeof meta.one_field !== 'string') return;
    const junctionField = typeof meta.junction_field === 'string' ? meta.junction_field : undefined;
    const between = asText(collection);
    const other = junctionField === undefined ? undefined : this.toOne(between, junctionField);
    this.many.set(nameOf(related, meta.one_field), {
      collection: between,
      field: asText(field),
      ...(junctionField !== undefined && { junctionField }),
      ...(other !== undefined && { other }),
    });
  }
}

function nameOf(collection: string, field: string): string {
  return JSON.stringify([collection, field]);
}
