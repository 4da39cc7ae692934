/** Minimisation of smooth functions of a few variables. Not API. */
@NullMarked
package io.github.clv4j.internal.optim;

import org.jspecify.annotations.NullMarked;
