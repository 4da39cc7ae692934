package io.github.clv4j.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may know of the others, as docs/architecture.md says; the examples do not see it. */
@AnalyzeClasses(packages = "io.github.clv4j.spark", importOptions = DoNotIncludeTests.class)
class ModuleTest {
    private static final String ROOT = "io.github.clv4j.";

    @ArchTest
    static final ArchRule knowsWhatItComputes = classes()
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.not(resideInAPackage("io.github.clv4j.."))
                    .or(resideInAnyPackage(
                            ROOT + "spark",
                            ROOT + "data",
                            ROOT + "table",
                            ROOT + "summary",
                            ROOT + "model",
                            ROOT + "value",
                            ROOT + "rfm",
                            ROOT + "kpi")));

    /** Spark's Scala module refuses another minor version of Jackson than its own. */
    @ArchTest
    static final ArchRule knowsNoJackson =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("com.fasterxml..", ROOT + "jackson..");
}
