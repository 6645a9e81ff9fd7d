package dev.hardening.database;

import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts a gate before each pool. Whoever looks for the pool by its class still finds it.
 */
final class ConnectionGatePostProcessor implements BeanPostProcessor {

	private final Supplier<@Nullable ConnectionGate> gates;

	ConnectionGatePostProcessor(Supplier<@Nullable ConnectionGate> gates) {
		this.gates = gates;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		ConnectionGate gate = (bean instanceof HikariDataSource) ? this.gates.get() : null;
		if (gate == null || !(bean instanceof HikariDataSource pool)) {
			return bean;
		}
		ProxyFactory factory = new ProxyFactory(pool);
		factory.setProxyTargetClass(true);
		factory.addAdvice(new Gated(pool, gate));
		return factory.getProxy(pool.getClass().getClassLoader());
	}

	private record Gated(HikariDataSource pool, ConnectionGate gate) implements MethodInterceptor {

		private static final String GUARDED = "getConnection";

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			@Nullable Object[] arguments = invocation.getArguments();
			if (!invocation.getMethod().getName().equals(GUARDED)) {
				return invocation.proceed();
			}
			return (arguments.length == 0) ? this.gate.pass(this.pool::getConnection)
					: this.gate.pass(() -> this.pool.getConnection((String) arguments[0], (String) arguments[1]));
		}

	}

}
