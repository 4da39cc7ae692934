@NullMarked
package io.github.clv4j.kpi;

import org.jspecify.annotations.NullMarked;
