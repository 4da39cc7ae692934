package io.github.clv4j.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * What each module may know of the others, as docs/architecture.md says; the examples alone see all of them. The packages
 * within clv-core have a test of their own there.
 */
@AnalyzeClasses(packages = "io.github.clv4j", importOptions = DoNotIncludeTests.class)
class ModulesTest {
    private static final String ROOT = "io.github.clv4j.";
    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.github.clv4j..");

    @ArchTest
    static final ArchRule noCycles = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule coreKnowsNoOtherModule = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "data..", ROOT + "table..", ROOT + "summary..", ROOT + "value..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "rfm..",
                    ROOT + "kpi..",
                    ROOT + "csv..",
                    ROOT + "arrow..",
                    ROOT + "jackson..",
                    ROOT + "jdbc..",
                    ROOT + "report..",
                    ROOT + "examples..");

    @ArchTest
    static final ArchRule rfm = onlyKnows("rfm", "data", "table", "summary", "internal");

    @ArchTest
    static final ArchRule kpi = onlyKnows("kpi", "data", "table", "summary", "fit", "value", "internal");

    @ArchTest
    static final ArchRule csv = onlyKnows("csv", "data", "table", "rfm");

    @ArchTest
    static final ArchRule jackson = onlyKnows("jackson", "data", "table", "fit", "model", "evaluate", "rfm", "kpi");

    @ArchTest
    static final ArchRule jdbc = onlyKnows("jdbc", "data", "table");

    @ArchTest
    static final ArchRule arrow = onlyKnows("arrow", "data", "table");

    @ArchTest
    static final ArchRule report = onlyKnows("report");

    @ArchTest
    static final ArchRule internalIsForTheLibrary = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "arrow..",
                    ROOT + "csv..",
                    ROOT + "jackson..",
                    ROOT + "jdbc..",
                    ROOT + "report..",
                    ROOT + "examples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..internal..");

    private static ArchRule onlyKnows(String module, String... others) {
        String[] known = new String[others.length + 1];
        known[others.length] = ROOT + module + "..";
        for (int i = 0; i < others.length; i++) {
            known[i] = ROOT + others[i] + "..";
        }
        return classes()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(OURS).or(resideInAnyPackage(known)));
    }
}
