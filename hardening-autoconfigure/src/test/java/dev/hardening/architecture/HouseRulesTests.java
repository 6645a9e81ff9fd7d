package dev.hardening.architecture;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rules of the house that the compiler does not know.
 */
@AnalyzeClasses(packages = "dev.hardening", importOptions = DoNotIncludeTests.class)
class HouseRulesTests {

	/** What every feature may see; features do not see one another. */
	private static final Set<String> SHARED = Set.of("web", "secrets", "environment", "store");

	@ArchTest
	final ArchRule neutralCodeKnowsNoWebStack = noClasses().that()
		.resideOutsideOfPackages("..servlet..", "..webclient..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta.servlet..", "org.springframework.web.servlet..",
				"org.springframework.web.filter..", "org.springframework.web.server..", "reactor..");

	@ArchTest
	final ArchRule neutralCodeKnowsNoAdapter = noClasses().that()
		.resideOutsideOfPackages("..servlet..")
		.should()
		.dependOnClassesThat(DescribedPredicate.describe("are servlet adapters of ours",
				(type) -> type.getPackageName().startsWith("dev.hardening.")
						&& type.getPackageName().endsWith(".servlet")));

	@ArchTest
	final ArchRule adapterOfAReactiveClientKnowsNoServlet = noClasses().that()
		.resideInAPackage("..webclient..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta.servlet..", "org.springframework.web.servlet..");

	@ArchTest
	final ArchRule featuresSeeOnlyWhatIsShared = classes().should(seeOnlyWhatIsShared());

	@ArchTest
	final ArchRule packagesAreFreeOfCycles = slices().assignedFrom(new SliceAssignment() {

		@Override
		public String getDescription() {
			return "packages";
		}

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return SliceIdentifier.of(type.getPackageName());
		}

	}).should().beFreeOfCycles();

	@ArchTest
	final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration");

	@ArchTest
	final ArchRule beanMethodsAreNotPublic = methods().that().areAnnotatedWith(Bean.class).should().notBePublic();

	@ArchTest
	final ArchRule beanMethodsOfAutoConfigurationsArePackagePrivate = methods().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.and(DescribedPredicate.describe("are public",
				(JavaMethod method) -> method.getModifiers().contains(JavaModifier.PUBLIC)))
		.should(notExist())
		.allowEmptyShould(true);

	@ArchTest
	final ArchRule conditionsAreNotPublic = classes().that()
		.implement(Condition.class)
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	@ArchTest
	final ArchRule filtersAndInterceptorsAreNotPublic = classes().that()
		.areAssignableTo("jakarta.servlet.Filter")
		.or()
		.areAssignableTo("org.springframework.web.servlet.HandlerInterceptor")
		.and()
		.doNotHaveModifier(JavaModifier.ABSTRACT)
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	@ArchTest
	final ArchRule propertiesAreRecords = classes().that()
		.areAnnotatedWith(ConfigurationProperties.class)
		.should()
		.beRecords()
		.andShould()
		.haveSimpleNameEndingWith("Properties");

	@ArchTest
	final ArchRule packagesAreNullMarked = classes().should(beInANullMarkedPackage());

	private static ArchCondition<JavaClass> seeOnlyWhatIsShared() {
		return new ArchCondition<>("see only their own feature and " + SHARED) {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				String own = feature(type);
				type.getDirectDependenciesFromSelf().forEach((dependency) -> {
					String other = feature(dependency.getTargetClass());
					if (!other.isEmpty() && !other.equals(own) && !SHARED.contains(other) && !isSpi(own, other)) {
						events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
					}
				});
			}

			// The audit's contract is implemented by every feature; the lockout counts on
			// the
			// stores of the rate limits.
			private boolean isSpi(String own, String other) {
				return other.equals("audit") || (own.equals("lockout") && other.equals("ratelimit"));
			}

		};
	}

	private static String feature(JavaClass type) {
		String[] parts = type.getPackageName().split("\\.");
		boolean ours = parts.length > 2 && parts[0].equals("dev") && parts[1].equals("hardening");
		return ours ? parts[2] : "";
	}

	private static ArchCondition<JavaMethod> notExist() {
		return new ArchCondition<>("not exist") {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is public"));
			}

		};
	}

	private static ArchCondition<JavaClass> beInANullMarkedPackage() {
		return new ArchCondition<>("be in a package that is @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(type, type.getName() + " is not"));
				}
			}

		};
	}

}
