/**
 * Beyond one machine: summaries, RFM scores, segments and their migration, customer values, KPI facts and cohorts of
 * transactions in an Apache Spark dataset, the same bits as one machine gives for the same rows, whatever the partitioning.
 *
 * <p>Spark is not a dependency that this module brings; the cluster does (4.2, Scala 2.13). On Java 17 and later Spark wants
 * packages of the JDK opened. {@code spark-submit} and {@code spark-shell} do that by themselves; a JVM that makes its own
 * session ({@code local[*]}, tests) needs
 *
 * <pre>{@code
 * --add-modules=jdk.incubator.vector
 * --add-opens=java.base/java.lang=ALL-UNNAMED         --add-opens=java.base/java.lang.invoke=ALL-UNNAMED
 * --add-opens=java.base/java.lang.reflect=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED
 * --add-opens=java.base/java.net=ALL-UNNAMED          --add-opens=java.base/java.nio=ALL-UNNAMED
 * --add-opens=java.base/java.util=ALL-UNNAMED         --add-opens=java.base/java.util.concurrent=ALL-UNNAMED
 * --add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED
 * --add-opens=java.base/jdk.internal.ref=ALL-UNNAMED  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED
 * --add-opens=java.base/sun.nio.cs=ALL-UNNAMED        --add-opens=java.base/sun.security.action=ALL-UNNAMED
 * --add-opens=java.base/sun.util.calendar=ALL-UNNAMED
 * --add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED
 * -Dio.netty.tryReflectionSetAccessible=true
 * }</pre>
 *
 * and from Java 24 on {@code --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow}, without which it
 * prints warnings.
 *
 * <p>This module must not stand beside another minor version of Jackson than Spark's own, and so knows none:
 * {@code clv-jackson} is for other programs.
 */
@NullMarked
package io.github.clv4j.spark;

import org.jspecify.annotations.NullMarked;
