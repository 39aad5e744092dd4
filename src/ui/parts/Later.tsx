import { Component, type ReactNode, Suspense } from 'react';
import { useNotices, whyOf } from '../../state/notices';

interface LaterProps {
  /** Shown until it is there, and when it cannot be. */
  readonly fallback?: ReactNode;
  readonly children: ReactNode;
  onFail?(): void;
}

/** A part that is loaded when it is first shown. When that fails, the page says so, and all else goes on. */
export class Later extends Component<LaterProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onFail?.();
    useNotices
      .getState()
      .tell(
        'error',
        `A part of the page cannot be shown: ${whyOf(error)}`,
        'Reload the page to go on with it; your work is kept.',
      );
  }

  override render(): ReactNode {
    const { fallback, children } = this.props;
    return this.state.failed ? fallback : <Suspense fallback={fallback}>{children}</Suspense>;
  }
}
