/** Bodies as ROTLD sends them, after its documentation, with values of our own. For tests. */
export const done = (data: unknown = {}) => ({
  error: 0,
  result_code: "00200",
  result_message: "Command completed successfully",
  data,
});

export const refused = (code: string, message = "Refused", data: unknown = {}) => ({
  error: 1,
  result_code: code,
  result_message: message,
  data,
});

export const CNP = "1800101123450";

export const INFO = {
  domain: "exemplu-test.ro",
  registrant_id: "C614082",
  registration_date: "2024-03-05 11:20:31",
  expiration_date: "2027-07-05 11:20:31",
  deletion_date: null,
  statuses: ["OK"],
  nameservers: ["ns1.example.net", "NS2.example.net."],
  dsdata: [{ keytag: "12345", alg: "13", digest_type: "2", digest: "0".repeat(64) }],
};

export const CONTACT = {
  registrant_id: "C614082",
  name: "Ana Popescu",
  address1: "Strada Lipscani 12",
  address2: null,
  address3: null,
  city: "București",
  state_province: "București",
  postal_code: "030167",
  country_code: "RO",
  phone: "+40.727636787",
  fax: null,
  email: "ana@example.com",
  person_type: "p",
  cnp_fiscal_code: CNP,
};
