package dev.taskstream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The arrows between our packages, and what each of them may import:
 *
 * <pre>
 * demo -> autoconfigure -> sse, and wings beside it -> dev.taskstream
 *                       -> engine                   -> dev.taskstream
 * </pre>
 */
@AnalyzeClasses(packages = "dev.taskstream", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "dev.taskstream";

	private static final String ENGINE = "dev.taskstream.engine..";

	private static final String LOG = "dev.taskstream.log..";

	private static final String SSE = "dev.taskstream.sse..";

	private static final String AUTOCONFIGURE = "dev.taskstream.autoconfigure..";

	private static final String DEMO = "dev.taskstream.demo..";

	private static final String[] WINGS = { "dev.taskstream.actuate..", "dev.taskstream.redis..",
			"dev.taskstream.test..", "dev.taskstream.tomcat.." };

	private static final DescribedPredicate<JavaClass> JDK = resideInAnyPackage("java..", "javax..").as("the JDK");

	/** Where an array or a primitive is meant, its package is empty. */
	private static final DescribedPredicate<JavaClass> VALUES = resideInAPackage("");

	private static DescribedPredicate<JavaClass> only(String... packages) {
		return JDK.or(VALUES).or(resideInAnyPackage(packages));
	}

	@ArchTest
	static final ArchRule theVocabularyNeedsNothing = classes().that()
		.resideInAPackage(ROOT)
		.should()
		.onlyDependOnClassesThat(only(ROOT, "org.jspecify.annotations", "com.fasterxml.jackson.annotation"));

	@ArchTest
	static final ArchRule theEngineNeedsNoServletAndNoContainer = classes().that()
		.resideInAPackage(ENGINE)
		.should()
		.onlyDependOnClassesThat(only(ROOT, ENGINE, LOG, "org.jspecify.annotations", "org.slf4j..", "tools.jackson..",
				"com.fasterxml.jackson.annotation", "jakarta.validation..", "org.springframework.core.task..",
				"org.springframework.scheduling.concurrent", "org.springframework.transaction.support",
				"org.springframework.util"));

	@ArchTest
	static final ArchRule theHttpEdgeNeedsSpringMvcButNotBoot = classes().that()
		.resideInAPackage(SSE)
		.should()
		.onlyDependOnClassesThat(only(ROOT, SSE, LOG, "org.jspecify.annotations", "org.slf4j..", "tools.jackson..",
				"jakarta.servlet..", "org.springframework.web..", "org.springframework.http..",
				"org.springframework.util..", "org.springframework.core", "org.springframework.beans.factory",
				"org.springframework.context"));

	@ArchTest
	static final ArchRule theLogNeedsJacksonAndNothingOfSpring = classes().that()
		.resideInAPackage(LOG)
		.should()
		.onlyDependOnClassesThat(only(ROOT, LOG, "org.jspecify.annotations", "org.slf4j..", "tools.jackson.core.."));

	@ArchTest
	static final ArchRule onlyOnePackageKnowsTomcat = noClasses().that()
		.resideOutsideOfPackage("dev.taskstream.tomcat..")
		.should()
		.dependOnClassesThat(resideInAnyPackage("org.apache..", "org.eclipse.."));

	@ArchTest
	static final ArchRule onlyOnePackageKnowsRedis = noClasses().that()
		.resideOutsideOfPackages("dev.taskstream.redis..", AUTOCONFIGURE)
		.should()
		.dependOnClassesThat(resideInAnyPackage("io.lettuce..", "org.springframework.data.."));

	@ArchTest
	static final ArchRule onlyTheAutoConfigurationAndTheWingsOfBootKnowBoot = noClasses().that()
		.resideOutsideOfPackages(AUTOCONFIGURE, DEMO, "dev.taskstream.actuate..")
		.should()
		.dependOnClassesThat(resideInAnyPackage("org.springframework.boot.."));

	@ArchTest
	static final ArchRule engineKnowsNothingBesideIt = noClasses().that()
		.resideInAPackage(ENGINE)
		.should()
		.dependOnClassesThat(resideInAnyPackage(SSE, AUTOCONFIGURE, DEMO).or(resideInAnyPackage(WINGS)));

	@ArchTest
	static final ArchRule sseKnowsNothingBesideIt = noClasses().that()
		.resideInAPackage(SSE)
		.should()
		.dependOnClassesThat(resideInAnyPackage(ENGINE, AUTOCONFIGURE, DEMO).or(resideInAnyPackage(WINGS)));

	@ArchTest
	static final ArchRule wingsHangBesideSse = noClasses().that()
		.resideInAnyPackage(WINGS)
		.should()
		.dependOnClassesThat(resideInAnyPackage(AUTOCONFIGURE, DEMO))
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule nothingKnowsTheDemo = noClasses().that()
		.resideOutsideOfPackage(DEMO)
		.should()
		.dependOnClassesThat(resideInAPackage(DEMO));

	@ArchTest
	static final ArchRule theDemoUsesTheLibraryLikeAnyUser = noClasses().that()
		.resideInAPackage(DEMO)
		.should()
		.dependOnClassesThat(resideInAnyPackage(ENGINE, SSE, AUTOCONFIGURE));

	@ArchTest
	static final ArchRule packagesHaveNoCycles = SlicesRuleDefinition.slices()
		.matching("dev.taskstream.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule nothingIsInjectedIntoFields = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

	@ArchTest
	static final ArchRule nothingIsPrinted = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	@ArchTest
	static final ArchRule nothingLogsWithJavaUtilLogging = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

	@ArchTest
	static final ArchRule whatIsNotForExtensionIsFinal = classes().that()
		.resideOutsideOfPackage(ROOT)
		.and()
		.areNotAssignableTo(TaskService.class)
		.and()
		.areNotInterfaces()
		.and()
		.areNotAnonymousClasses()
		.and()
		.doNotHaveModifier(JavaModifier.ABSTRACT)
		.and(DescribedPredicate.not(DescribedPredicate.describe("configurations that Spring may subclass",
				(type) -> type.isMetaAnnotatedWith("org.springframework.context.annotation.Configuration"))))
		.and()
		.areNotEnums()
		.should()
		.haveModifier(FINAL);

}
