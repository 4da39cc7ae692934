/** Not API: helpers shared by the packages of this project. May change in any release. */
@NullMarked
package io.github.clv4j.internal;

import org.jspecify.annotations.NullMarked;
