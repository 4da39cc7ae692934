/** What a fit by maximum likelihood was asked for and what it found, the same for every model. */
@NullMarked
package io.github.clv4j.fit;

import org.jspecify.annotations.NullMarked;
