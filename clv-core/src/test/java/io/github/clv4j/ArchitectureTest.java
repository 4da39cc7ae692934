package io.github.clv4j;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may know whom, and what main code of this module never does. */
@NullMarked
@AnalyzeClasses(packages = "io.github.clv4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "io.github.clv4j..";

    /** A rule of the package graph: classes of a package know no package of ours but these (and "internal"). */
    private static ArchRule onlyKnows(String subject, String... others) {
        String[] allowed = Stream.concat(Stream.of(subject, "internal"), Stream.of(others))
                .map(name -> "io.github.clv4j." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.github.clv4j." + subject + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .as(subject + " knows " + (others.length == 0 ? "nothing of ours" : String.join(", ", others))
                        + " beside what is internal");
    }

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.github.clv4j.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DATA_KNOWS_NOTHING = onlyKnows("data");

    @ArchTest
    static final ArchRule TABLE_KNOWS_DATA = onlyKnows("table", "data");

    @ArchTest
    static final ArchRule SUMMARY_KNOWS_DATA_AND_TABLE = onlyKnows("summary", "data", "table");

    @ArchTest
    static final ArchRule VALUE_KNOWS_SUMMARY_AND_MODEL =
            onlyKnows("value", "data", "table", "summary", "fit", "model", "simulate");

    @ArchTest
    static final ArchRule FIT_KNOWS_DATA_AND_TABLE = onlyKnows("fit", "data", "table");

    @ArchTest
    static final ArchRule MODEL_KNOWS_SUMMARY_AND_FIT = onlyKnows("model", "data", "table", "summary", "fit");

    @ArchTest
    static final ArchRule EVALUATE_KNOWS_MODEL = onlyKnows("evaluate", "data", "table", "summary", "fit", "model");

    @ArchTest
    static final ArchRule SIMULATE_KNOWS_MODEL = onlyKnows("simulate", "data", "summary", "model");

    @ArchTest
    static final ArchRule INTERNAL_KNOWS_NOTHING = onlyKnows("internal");

    @ArchTest
    static final ArchRule INTERNAL_IS_SEEN_BY_THIS_MODULE_ALONE = classes()
            .that()
            .resideInAPackage("io.github.clv4j..internal..")
            .should()
            .onlyBeAccessed()
            .byClassesThat()
            .resideInAnyPackage(
                    "io.github.clv4j.internal..",
                    "io.github.clv4j.data..",
                    "io.github.clv4j.table..",
                    "io.github.clv4j.summary..",
                    "io.github.clv4j.value..",
                    "io.github.clv4j.model..",
                    "io.github.clv4j.fit..",
                    "io.github.clv4j.simulate..",
                    "io.github.clv4j.evaluate..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule INTERNAL_TYPES_ARE_NOT_IN_THE_API = classes()
            .that(areApi())
            .should(notShow(resideInAPackage("io.github.clv4j..internal..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule LIBRARIES_ARE_NOT_IN_THE_API = classes()
            .that(areApi())
            .should(notShow(resideInAnyPackage("org.eclipse.collections..", "org.apache.commons..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule DEFAULT_LOCALES_AND_ZONES_AND_CLOCKS_ARE_NOT_ASKED = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("asks the machine's locale, zone or clock") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return isAmbient(
                            call.getTargetOwner().getName(),
                            call.getName(),
                            call.getTarget().getRawParameterTypes().stream()
                                    .map(JavaClass::getName)
                                    .toList()
                                    .toString());
                }
            });

    @ArchTest
    static final ArchRule CLOCKS_ARE_NOT_KNOWN =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule OLD_DATES_AND_LOCALE_FORMATS_ARE_NOT_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Date|Calendar|TimeZone|Scanner)|java\\.text\\..*Format");

    @ArchTest
    static final ArchRule NOTHING_IS_RANDOM = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.github.clv4j.data..",
                    "io.github.clv4j.table..",
                    "io.github.clv4j.summary..",
                    "io.github.clv4j.value..",
                    "io.github.clv4j.model..",
                    "io.github.clv4j.fit..",
                    "io.github.clv4j.evaluate..",
                    "io.github.clv4j.internal..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.util\\.(Random|SplittableRandom|UUID|concurrent\\.ThreadLocalRandom|random\\..*)|java\\.security\\.(SecureRandom|DrbgParameters).*")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule PUBLIC_CLASSES_ARE_CLOSED = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .should(new ArchCondition<JavaClass>("be final, sealed or abstract") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    boolean closed = item.getModifiers().contains(JavaModifier.FINAL)
                            || item.getModifiers().contains(JavaModifier.ABSTRACT)
                            || item.isEnum()
                            || item.reflect().isSealed();
                    events.add(new SimpleConditionEvent(
                            item, closed, item.getName() + " is " + (closed ? "closed" : "open to any subclass")));
                }
            });

    @ArchTest
    static final ArchRule STATIC_FIELDS_ARE_FINAL = classes()
            .should(new ArchCondition<JavaClass>("have no static field that can change") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    for (JavaField field : item.getFields()) {
                        if (field.getModifiers().contains(JavaModifier.STATIC)
                                && !field.getModifiers().contains(JavaModifier.FINAL)) {
                            events.add(SimpleConditionEvent.violated(item, field.getFullName() + " is not final"));
                        }
                    }
                }
            });

    @ArchTest
    static final ArchRule NOBODY_PRINTS = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    /** Methods that answer differently on another machine or at another time. */
    private static boolean isAmbient(String owner, String method, String parameters) {
        return switch (owner) {
            case "java.lang.System" -> method.equals("currentTimeMillis") || method.equals("nanoTime");
            case "java.util.Locale" -> method.equals("getDefault") || method.equals("setDefault");
            case "java.util.TimeZone", "java.time.ZoneId" ->
                method.equals("getDefault") || method.equals("systemDefault") || method.equals("setDefault");
            case "java.lang.String" ->
                ((method.equals("toLowerCase") || method.equals("toUpperCase")) && parameters.equals("[]"))
                        || (method.equals("format") && !parameters.startsWith("[java.util.Locale"))
                        || method.equals("formatted")
                        || (method.equals("getBytes") && parameters.equals("[]"));
            case "java.io.PrintStream", "java.io.PrintWriter" -> method.equals("printf") || method.equals("format");
            case "java.time.format.DateTimeFormatter" ->
                method.startsWith("ofLocalized")
                        || (method.equals("ofPattern") && parameters.equals("[java.lang.String]"));
            default -> owner.startsWith("java.time.") && method.equals("now");
        };
    }

    private static DescribedPredicate<JavaClass> areApi() {
        return new DescribedPredicate<>("are public outside internal packages") {
            @Override
            public boolean test(JavaClass item) {
                return item.getModifiers().contains(JavaModifier.PUBLIC)
                        && !item.getPackageName().contains(".internal");
            }
        };
    }

    private static ArchCondition<JavaClass> notShow(DescribedPredicate<JavaClass> types) {
        return new ArchCondition<>("show in no public or protected signature types that " + types.getDescription()) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaMember member : item.getMembers()) {
                    Set<JavaClass> shown = isOpen(member) ? signatureOf(member) : Set.of();
                    shown.stream()
                            .filter(types)
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    item, member.getFullName() + " shows " + type.getName())));
                }
                Stream.concat(item.getRawSuperclass().stream(), item.getRawInterfaces().stream())
                        .filter(types)
                        .forEach(type -> events.add(
                                SimpleConditionEvent.violated(item, item.getName() + " is a " + type.getName())));
            }
        };
    }

    private static boolean isOpen(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    /** All types that a member's declaration names, those in angle brackets included. */
    private static Set<JavaClass> signatureOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getType().getAllInvolvedRawTypes();
        }
        JavaCodeUnit code = (JavaCodeUnit) member;
        return Stream.concat(
                        Stream.concat(
                                code.getReturnType().getAllInvolvedRawTypes().stream(),
                                code.getParameterTypes().stream()
                                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())),
                        code.getExceptionTypes().stream())
                .collect(Collectors.toSet());
    }
}
