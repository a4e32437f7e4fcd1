import type { Tx } from "../db/pool.ts";

/** One field of the database as its catalogue describes it. */
export interface DictionaryField {
  schemaName: string;
  tableName: string;
  fieldName: string;
  dataType: string;
  nullable: "Yes" | "No";
  description: string;
  usage: string;
}

export const dictionaryFields = (tx: Tx) => tx<DictionaryField[]>`
  select field.schema_name, field.table_name, field.field_name, field.data_type, field.nullable,
    field.description, coalesce(field.usage, '') as usage
  from tenancy.data_dictionary field
  order by
    array_position(array['tenancy', 'master', 'planning', 'finance', 'intelligence', 'staging', 'analytics'], field.schema_name),
    field.table_name collate "C",
    field.position
`;
