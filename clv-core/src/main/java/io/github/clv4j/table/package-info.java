/** Named, typed columns: what every result becomes and every sink takes. */
@NullMarked
package io.github.clv4j.table;

import org.jspecify.annotations.NullMarked;
