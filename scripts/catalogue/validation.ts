import type { DescField } from '@bufbuild/protobuf';
import type { MessageRules } from '../../nodes/Zitadel/catalogue/types';

/** A value of one of protoc-gen-validate's rules: a number, a text, or a message with rules. */
type Value = string | number | bigint | boolean | Uint8Array | object | undefined;
type Settings = Record<string, Value>;

/** `validate.FieldRules`, as protobuf-es gives it. */
export interface FieldRules {
  message?: Settings;
  type: { case?: string; value?: Settings };
}

/** Rules that name their fields in a list, and those that set limits by field. */
type Listed = 'required' | 'email' | 'onlyTrue' | 'unique';
type Limited = 'length' | 'textBytes' | 'bytes' | 'items' | 'range' | 'seconds';

/**
 * Adds the rules of one field to those of its message.
 *
 * @param hasPresence whether the field can be left out where its rule wants a value
 * @throws Error for a kind of rule that the catalogue has no word for
 */
export function addFieldRules(
  rules: MessageRules,
  field: DescField,
  { message = {}, type }: FieldRules,
  hasPresence: boolean,
): void {
  const writer = new Writer(rules, field, hasPresence);
  if (flag(settingsOf(message, field, ['required', 'skip']), 'required')) writer.require();
  if (type.case !== undefined) writer.add(type.case, type.value ?? {});
}

class Writer {
  private readonly name: string;

  constructor(
    private readonly rules: MessageRules,
    private readonly field: DescField,
    private readonly hasPresence: boolean,
  ) {
    this.name = field.jsonName;
  }

  /** A value is needed: where the field has presence, protoc-gen-validate only looks at what is there. */
  require(): void {
    if (!this.hasPresence && this.field.fieldKind !== 'list') this.list('required');
  }

  add(kind: string, value: Settings): void {
    switch (kind) {
      case 'string':
        return this.text(settingsOf(value, this.field, TEXT));
      case 'bytes':
        return this.bytes(settingsOf(value, this.field, ['minLen', 'maxLen']));
      case 'repeated':
        return this.repeated(settingsOf(value, this.field, ['minItems', 'maxItems', 'unique', 'items']));
      case 'enum':
        return this.choice(settingsOf(value, this.field, ['definedOnly', 'notIn']));
      case 'bool':
        return this.flag(settingsOf(value, this.field, ['const']));
      case 'duration':
        return this.duration(settingsOf(value, this.field, ['required', 'gt', 'gte', 'lte', 'const']));
      case 'timestamp':
        if (flag(settingsOf(value, this.field, ['required']), 'required')) this.require();
        return;
      case 'uint32':
      case 'uint64':
        return this.number(settingsOf(value, this.field, ['gt']));
      default:
        throw new Error(`${this.field.toString()}: rules of ${kind}`);
    }
  }

  private text(settings: Settings): void {
    const { len, wellKnown, prefix } = settings;
    const mayBeEmpty = flag(settings, 'ignoreEmpty');
    const least = mayBeEmpty ? 0 : number(len ?? settings.minLen ?? 0);
    const isEmail = wellKnownOf(wellKnown) === 'email';
    if (len !== undefined || settings.maxLen !== undefined || least > 0) {
      this.limit('length', [least, limitOf(len ?? settings.maxLen)]);
    }
    if (settings.maxBytes !== undefined) this.limit('textBytes', [0, limitOf(settings.maxBytes)]);
    if (isEmail) this.list('email');
    if (typeof prefix === 'string' && prefix !== '' && !mayBeEmpty) {
      this.rules.prefix = { ...this.rules.prefix, [this.name]: prefix };
    }
    if (least > 0 || (isEmail && !mayBeEmpty)) this.require();
  }

  private bytes({ minLen, maxLen }: Settings): void {
    this.limit('bytes', [number(minLen ?? 0), limitOf(maxLen)]);
    if (number(minLen ?? 0) > 0) this.require();
  }

  private repeated(settings: Settings): void {
    const { minItems, maxItems, items } = settings;
    if (number(minItems ?? 0) > 0) this.list('required');
    if (maxItems !== undefined) this.limit('items', [number(minItems ?? 0), limitOf(maxItems)]);
    if (flag(settings, 'unique')) this.list('unique');
    const { type } = (items ?? { type: {} }) as FieldRules;
    if (type.case !== undefined) this.add(type.case, type.value ?? {});
  }

  private choice({ notIn }: Settings): void {
    if (!Array.isArray(notIn) || notIn.length === 0) return;
    const values = this.field.enum?.values ?? [];
    const names = notIn.map((refused) => values.find((value) => value.number === refused)?.name ?? '');
    this.rules.not = { ...this.rules.not, [this.name]: names };
    if (notIn.includes(0)) this.require();
  }

  private flag(settings: Settings): void {
    if (settings.const !== true) throw new Error(`${this.field.toString()}: a bool that must be false`);
    this.list('onlyTrue');
    this.require();
  }

  private duration(settings: Settings): void {
    const exact = secondsOf(settings.const);
    const above = secondsOf(settings.gt);
    const least = exact ?? secondsOf(settings.gte) ?? (above === undefined ? 0 : above + 1e-9);
    const most = exact ?? secondsOf(settings.lte) ?? null;
    if (least > 0 || most !== null) this.limit('seconds', [least, most]);
    if (flag(settings, 'required')) this.require();
  }

  private number({ gt }: Settings): void {
    this.limit('range', [number(gt ?? 0) + 1, null]);
    this.require();
  }

  private list(rule: Listed): void {
    const names = this.rules[rule] ?? [];
    if (!names.includes(this.name)) this.rules[rule] = [...names, this.name];
  }

  private limit(rule: Limited, limits: [number, number | null]): void {
    this.rules[rule] = { ...this.rules[rule], [this.name]: limits };
  }
}

const TEXT = ['minLen', 'maxLen', 'maxBytes', 'len', 'wellKnown', 'prefix', 'ignoreEmpty', 'strict'];

/** The settings that a rule really has; those that are left at their zero value are no rule. */
function settingsOf(value: Settings, field: DescField, known: readonly string[]): Settings {
  const given = Object.entries(value).filter(([name, content]) => !name.startsWith('$') && !isUnset(content));
  const unknown = given.find(([name]) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${field.toString()}: the rule ${unknown[0]}`);
  return Object.fromEntries(given);
}

function isUnset(value: Value): boolean {
  if (value === undefined || value === false || value === '' || value === 0 || value === 0n) return true;
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && 'case' in value && value.case === undefined;
}

/** "email", "uri", ...; only an e-mail address is checked here. */
function wellKnownOf(value: Value): string | undefined {
  if (typeof value !== 'object' || !('case' in value)) return undefined;
  if (value.case === 'email' || value.case === 'uriRef') return value.case;
  throw new Error(`A text that must be ${String(value.case)}`);
}

function flag(settings: Settings, name: string): boolean {
  return settings[name] === true;
}

function number(value: Value): number {
  return Number(value);
}

function limitOf(value: Value): number | null {
  return value === undefined ? null : Number(value);
}

function secondsOf(value: Value): number | undefined {
  if (typeof value !== 'object' || !('seconds' in value) || !('nanos' in value)) return undefined;
  return Number(value.seconds) + Number(value.nanos) / 1e9;
}
