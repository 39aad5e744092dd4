/** The id of the field that filters the table's rows. */
export const TABLE_FILTER = 'table-filter';
