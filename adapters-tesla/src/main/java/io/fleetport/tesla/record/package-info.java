/**
 * From the maker's records, protobuf or JSON, to signals. Knows every field, its unit and the forms its values come in;
 * not how a record travels nor whose it is.
 */
@NullMarked
package io.fleetport.tesla.record;

import org.jspecify.annotations.NullMarked;
