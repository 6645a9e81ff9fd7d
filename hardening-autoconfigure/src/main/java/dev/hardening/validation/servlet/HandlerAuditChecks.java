package dev.hardening.validation.servlet;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;

/**
 * Whether what callers send is validated before code sees it. Looks at the application's
 * own handlers; those of Spring and of this starter look after themselves.
 */
final class HandlerAuditChecks implements AuditChecks {

	private static final String NO_HANDLER = "No handler takes one.";

	private static final int SHOWN = 5;

	private static final List<String> FOREIGN = List.of("org.springframework.", "org.springdoc.", "dev.hardening.web.",
			"dev.hardening.jwt.", "dev.hardening.metrics.", "dev.hardening.health.");

	private final Supplier<List<HandlerMethod>> handlers;

	private final boolean validator;

	HandlerAuditChecks(Supplier<List<HandlerMethod>> handlers, boolean validator) {
		this.handlers = handlers;
		this.validator = validator;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(
				AuditCheck.of("HRD-VAL-001", "Constraints are enforced", AuditSeverity.WARNING, this::enforced)
					.because("Without a validator on the class path every annotation is a comment.")
					.mendedBy("spring-boot-starter-validation as a dependency")
					.demandedBy("ASVS 5.0 2.2.2", Checklist.INTEGRATION.part("Phase 1")),
				AuditCheck
					.of("HRD-VAL-002", "Bodies of requests are validated", AuditSeverity.WARNING,
							() -> parameters(HandlerAuditChecks::isBody, HandlerAuditChecks::isCascaded))
					.because("What no rule describes goes to code that expects something else.")
					.mendedBy("@Valid at the parameter, and constraints at its fields")
					.demandedBy("ASVS 5.0 2.2.1", Checklist.GUIDE.part("6.1"), Checklist.IMPROVEMENTS.part("3")),
				AuditCheck
					.of("HRD-VAL-003", "Text in paths and queries is validated", AuditSeverity.WARNING,
							() -> parameters(HandlerAuditChecks::isText, HandlerAuditChecks::isConstrained))
					.because("Names from a path end in files, statements and logs.")
					.mendedBy("@SafeName, @Pattern or @Size at the parameter")
					.demandedBy("ASVS 5.0 2.2.1", Checklist.GUIDE.part("6.2"), Checklist.INTEGRATION.part("Phase 1")),
				AuditCheck
					.of("HRD-VAL-004", "Files are looked into", AuditSeverity.WARNING,
							() -> parameters(HandlerAuditChecks::isFile, HandlerAuditChecks::isConstrained))
					.because("The name and type of a file are what the caller says.")
					.mendedBy("@UploadedFile at the parameter")
					.demandedBy("ASVS 5.0 5.2.2", Checklist.GUIDE.part("8.2"), Checklist.INTEGRATION.part("Phase 1")),
				AuditCheck
					.of("HRD-VAL-005", "Lists in bodies are bounded", AuditSeverity.WARNING,
							() -> parameters(HandlerAuditChecks::isList, (body) -> BodyLists.of(body).areBounded()))
					.because("One request with a hundred thousand elements costs what as many requests do.")
					.mendedBy("@MaxBatch or @Size(max = 100) at the list")
					.demandedBy("ASVS 5.0 2.2.1", Checklist.INTEGRATION.part("Phase 6")));
	}

	private AuditResult enforced() {
		return AuditResult.passIf(this.validator,
				this.validator ? "Hibernate Validator does." : "There is no validator.");
	}

	private AuditResult parameters(Predicate<MethodParameter> kind, Predicate<MethodParameter> good) {
		List<String> open = new ArrayList<>();
		int all = 0;
		for (HandlerMethod handler : this.handlers.get()) {
			for (MethodParameter parameter : own(handler)) {
				if (kind.test(parameter)) {
					all++;
					if (!good.test(parameter)) {
						open.add("%s.%s".formatted(handler.getBeanType().getSimpleName(),
								handler.getMethod().getName()));
					}
				}
			}
		}
		if (all == 0) {
			return AuditResult.skipped(NO_HANDLER);
		}
		return AuditResult.passIf(open.isEmpty(),
				open.isEmpty() ? "All %d are.".formatted(all) : "%d of %d are not, in %s.".formatted(open.size(), all,
						String.join(", ", open.stream().distinct().limit(SHOWN).toList())));
	}

	private static List<MethodParameter> own(HandlerMethod handler) {
		String type = handler.getBeanType().getName();
		return FOREIGN.stream().anyMatch(type::startsWith) ? List.of() : List.of(handler.getMethodParameters());
	}

	private static boolean isBody(MethodParameter parameter) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		Class<?> element = type.asCollection().getGeneric(0).resolve(type.resolve(Object.class));
		return parameter.hasParameterAnnotation(RequestBody.class) && !BeanUtils.isSimpleProperty(element)
				&& element != Object.class && !element.isArray();
	}

	private static boolean isList(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(RequestBody.class) && BodyLists.of(parameter).any();
	}

	private static boolean isText(MethodParameter parameter) {
		boolean bound = parameter.hasParameterAnnotation(PathVariable.class)
				|| parameter.hasParameterAnnotation(RequestParam.class);
		return bound && CharSequence.class.isAssignableFrom(parameter.nestedIfOptional().getNestedParameterType());
	}

	private static boolean isFile(MethodParameter parameter) {
		return MultipartFile.class.isAssignableFrom(parameter.nestedIfOptional().getNestedParameterType());
	}

	private static boolean isCascaded(MethodParameter parameter) {
		return has(parameter, "jakarta.validation.Valid")
				|| has(parameter, "org.springframework.validation.annotation.Validated") || isConstrained(parameter);
	}

	private static boolean isConstrained(MethodParameter parameter) {
		boolean own = Stream.of(parameter.getParameterAnnotations())
			.anyMatch((annotation) -> isConstraint(annotation.annotationType()));
		return own || Stream.of(parameter.getParameter().getAnnotatedType().getAnnotations())
			.anyMatch((annotation) -> isConstraint(annotation.annotationType()));
	}

	private static boolean isConstraint(Class<? extends Annotation> type) {
		return Stream.of(type.getAnnotations())
			.anyMatch((meta) -> meta.annotationType().getName().equals("jakarta.validation.Constraint"));
	}

	private static boolean has(MethodParameter parameter, String annotation) {
		return Stream.of(parameter.getParameterAnnotations())
			.anyMatch((present) -> present.annotationType().getName().equals(annotation));
	}

}
