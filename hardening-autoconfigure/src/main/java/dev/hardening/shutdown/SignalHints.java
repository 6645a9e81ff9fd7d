package dev.hardening.shutdown;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Lets {@link ForcedEnd} hear signals in an image that is made ahead of time.
 */
class SignalHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerType(TypeReference.of("sun.misc.Signal"), MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS,
					MemberCategory.INVOKE_PUBLIC_METHODS)
			.registerType(TypeReference.of("sun.misc.SignalHandler"), MemberCategory.INVOKE_PUBLIC_METHODS);
		hints.proxies().registerJdkProxy(TypeReference.of("sun.misc.SignalHandler"));
	}

}
