/** What customers were worth: historical lifetime value net of what was invested in them, and its concentration. */
@NullMarked
package io.github.clv4j.value;

import org.jspecify.annotations.NullMarked;
