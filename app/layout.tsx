import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { DENSITY_COOKIE, densityFrom } from "@/components/shell/density";
import { Providers } from "@/components/shell/providers";
import { knownTimeZone } from "@/server/settings/keep-time-zone";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Namekeep", template: "%s · Namekeep" },
  description: "One console for domain names across registrars.",
  icons: { icon: { url: "/icon.svg", type: "image/svg+xml" }, apple: "/apple-icon.png" },
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, date: false, email: false, address: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#14181a" },
  ],
};

/** Reading the headers makes every page dynamic, which the nonce of the content security policy needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const density = densityFrom((await cookies()).get(DENSITY_COOKIE)?.value);
  return (
    <html
      lang="en"
      data-density={density}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body className="font-sans">
        <Providers nonce={nonce} now={new Date().toISOString()} timeZone={await knownTimeZone()}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
