/** One row a customer as of a date, in the vocabulary of the models and in that of RFM. */
@NullMarked
package io.github.clv4j.summary;

import org.jspecify.annotations.NullMarked;
