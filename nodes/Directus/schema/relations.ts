import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';

/** Where the records belong that a field holds in place of a key or of a list of keys. */
export interface Related {
  /** Their collection; undefined where a field beside it names it. */
  collection?: string;
  /** The field of the same record that names it. */
  namedBy?: string;
}

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

  private readonly one = new Map<string, Related>();

  /** @param rows what the route of relations gives */
  constructor(rows: readonly Json[]) {
    const relations = rows.filter(isObject);
    for (const { collection, field, related_collection: related, meta } of relations) {
      const namedBy = textOf(isObject(meta) ? meta.one_collection_field : undefined);
      const name = nameOf(asText(collection), asText(field));
      this.one.set(name, textOf(related) === undefined ? { namedBy } : { collection: asText(related) });
    }
    for (const relation of relations) this.add(relation);
  }

  /** What a field relates to; undefined where it relates to nothing. */
  relatedTo(collection: string, field: string): Related | undefined {
    const name = nameOf(collection, field);
    const many = this.many.get(name);
    return this.one.get(name) ?? (many && { collection: many.collection });
  }

  /** What a field stands for, if for several records. */
  toMany(collection: string, field: string): ToMany | undefined {
    return this.many.get(nameOf(collection, field));
  }

  /** The collection whose record a field points to. */
  toOne(collection: string, field: string): string | undefined {
    return this.one.get(nameOf(collection, field))?.collection;
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

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function nameOf(collection: string, field: string): string {
  return JSON.stringify([collection, field]);
}
