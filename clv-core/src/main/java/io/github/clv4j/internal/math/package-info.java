/** Special functions and quadrature that the models need and the libraries lack. Not API. */
@NullMarked
package io.github.clv4j.internal.math;

import org.jspecify.annotations.NullMarked;
