/** Customer KPIs, each with its formula, unit and direction, taken from the facts of a period. */
@NullMarked
package io.github.clv4j.kpi;

import org.jspecify.annotations.NullMarked;
