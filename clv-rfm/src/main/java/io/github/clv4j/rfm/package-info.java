/** RFM scores of customers, the segments made from them, and how customers move between segments. */
@NullMarked
package io.github.clv4j.rfm;

import org.jspecify.annotations.NullMarked;
